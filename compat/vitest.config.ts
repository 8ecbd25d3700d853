export default {
  test: {
    include: ['middy', 'osls', 'powertools', 'runtime'].map((folder) => `${folder}/*.test.ts`),
    testTimeout: 60_000,
  },
}
