/**
 * Each item has three checksums, so that damage to what it contains is noticed: of its state, of its body, and of its head.
 * The head's is the sum of its names plus these multiples of its numbers. Statements that change a number add the
 * difference, without knowing the others: a number that was damaged before stays noticed.
 */
export const headNumbers = { due: 3, deliveries: 5, visible: 7, seq: 11, body: 13 } as const
