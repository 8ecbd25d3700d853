import type { Registry } from '../../registry/registry.ts'
import type { Secret } from './redact.ts'

export interface SecretSources {
  /** Environment variables of all functions. */
  readonly shared: Readonly<Record<string, string>>
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined
  /** Environment of this process, whose AWS credentials functions may have. */
  readonly shell: Readonly<Record<string, string | undefined>>
  readonly token: string
}

/** Shorter credentials are placeholders, such as `local` and `test`. */
const minCredential = 8

/** Every value that a function or this process got and that must not stand in a bundle: environment values and credentials. */
export function secretsOf(
  registry: Pick<Registry, 'all'>,
  { shared, keys, shell, token }: SecretSources,
): readonly Secret[] {
  const environments = registry
    .all()
    .flatMap(({ latest, published }) => [latest, ...published].map(({ settings }) => settings.Environment ?? {}))
  const credentials = [
    keys?.accessKeyId,
    keys?.secretAccessKey,
    shell.AWS_ACCESS_KEY_ID,
    shell.AWS_SECRET_ACCESS_KEY,
    shell.AWS_SESSION_TOKEN,
    token,
  ]
  return [
    ...[shared, ...environments].flatMap((variables) =>
      Object.entries(variables).map(([name, value]) => ({ name: `value of ${name}`, value })),
    ),
    ...credentials.flatMap((value) =>
      value !== undefined && value.length >= minCredential ? [{ name: 'credential', value }] : [],
    ),
  ]
}
