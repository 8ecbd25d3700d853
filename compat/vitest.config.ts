export default {
  test: {
    include: ['middy/*.test.ts', 'osls/*.test.ts', 'powertools/*.test.ts', 'runtime/*.test.ts'],
    testTimeout: 60_000,
  },
}
