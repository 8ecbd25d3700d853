/**
 * Runs `simulateFaults` over many seeds: `pnpm reliability:simulate --seeds 300 --from 1`. `--remote` gives the engines a store on a
 * server, and wrong clocks.
 */
import { runFaultSeeds } from './fault-seeds.ts'

await runFaultSeeds((remote) => ({ remote }), 300)
