import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileCacheFolder } from './compile-cache.ts'

describe('compileCacheFolder', () => {
  it.each([
    { variables: {}, platform: 'linux', home: '/home/ann', folder: '/home/ann/.cache/async-invoke' },
    { variables: { XDG_CACHE_HOME: '/fast' }, platform: 'linux', home: '/home/ann', folder: '/fast/async-invoke' },
    {
      variables: { XDG_CACHE_HOME: '' },
      platform: 'linux',
      home: '/home/ann',
      folder: '/home/ann/.cache/async-invoke',
    },
    { variables: {}, platform: 'darwin', home: '/Users/ann', folder: '/Users/ann/Library/Caches/async-invoke' },
    {
      variables: { LOCALAPPDATA: '/l' },
      platform: 'win32',
      home: '/ann',
      folder: join('/l', 'async-invoke', 'compiled'),
    },
    { variables: { HOME: '/home/bob' }, platform: 'linux', home: '/root', folder: '/root/.cache/async-invoke' },
    { variables: { NODE_COMPILE_CACHE: '/c' }, platform: 'linux', home: '/home/ann', folder: '/c' },
    { variables: { HOME: '/home/ann' }, platform: 'linux', home: '', folder: undefined },
  ] as const)('is $folder for $home on $platform with $variables', ({ variables, platform, home, folder }) => {
    expect(compileCacheFolder(variables, platform, home)).toBe(folder)
  })
})
