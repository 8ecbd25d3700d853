export type { FaultRates } from './lib/faulty-process.ts'
export { simulate } from './lib/simulate.ts'
export { type FaultSimulationOptions, type FaultSimulationResult, simulateFaults } from './lib/simulate-faults.ts'
export type { FunctionResult, SimulatedFunction, SimulationOptions, SimulationResult } from './lib/simulation.ts'
