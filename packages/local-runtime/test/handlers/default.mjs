export default { handler: async () => 'of a default export' }
