export type { FaultRates } from './lib/simulation/faulty-process.ts'
export { simulate } from './lib/simulation/simulate.ts'
export {
  type FaultSimulationOptions,
  type FaultSimulationResult,
  simulateFaults,
} from './lib/simulation/simulate-faults.ts'
export type {
  FunctionResult,
  SimulatedFunction,
  SimulationOptions,
  SimulationResult,
} from './lib/simulation/simulation.ts'
