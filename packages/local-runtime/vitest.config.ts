import shared from '../../vitest.shared.ts'

// Most of these tests wait for processes, so that two workers finish sooner even on two cores.
export default { ...shared, test: { ...shared.test, maxWorkers: 2 } }
