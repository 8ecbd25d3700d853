/**
 * For stores: the checksums of items, without the engine, which a thread of a store need not load. No promise of
 * compatibility: any release may change or remove what is here.
 *
 * @packageDocumentation
 */
export { bytesSum, damagedSum, nameSum, nameSums } from './lib/sums/item-sums.ts'
