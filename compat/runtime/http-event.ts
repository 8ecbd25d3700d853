/** A request as a function URL or an HTTP API passes it on. */
export function httpEvent(path: string): object {
  const http = { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' }
  return {
    ...{ version: '2.0', routeKey: '$default', rawPath: path, rawQueryString: '', isBase64Encoded: false },
    headers: { host: 'orders.example' },
    requestContext: {
      http,
      domainName: 'orders.example',
      stage: '$default',
      requestId: 'r-1',
      accountId: '123456789012',
    },
  }
}
