export default {
  test: {
    include: ['middy', 'osls', 'powertools', 'runtime', 'testing-kit'].map((folder) => `${folder}/*.test.ts`),
    testTimeout: 60_000,
  },
}
