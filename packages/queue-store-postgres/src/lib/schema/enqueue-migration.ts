import { functionPrefix } from '@async-invoke/engine/internal'
import { headNumbers } from './head-numbers.ts'
import { maxEventBytes } from './max-event-bytes.ts'

/** The function for a payload of a type whose text is JSON. */
function enqueueDocument(type: 'json' | 'jsonb'): string {
  return `create function async_invoke.enqueue(
  function text, payload ${type}, request_id text default null, trace_header text default null,
  tenant_id text default null
) returns text language sql volatile as $sql$
  select async_invoke.enqueue(function, convert_to(payload::text, 'UTF8'), request_id, trace_header, tenant_id)
$sql$;
`
}

/**
 * Events from SQL, in any language and within any transaction. The function refuses what Lambda's Invoke refuses of a name,
 * JSON and a size, and writes the item that the engine writes for the same event. It runs with the rights of its owner, so
 * that an application needs no rights on the tables.
 *
 * PostgreSQL computes crc32 from version 18 on; before, the sums of these items are absent, and nothing is compared.
 */
export const enqueueMigration = `
create function async_invoke.sum_of(bytes bytea) returns bigint language plpgsql immutable strict parallel safe as $plpgsql$
begin
  if current_setting('server_version_num')::integer < 180000 then return null; end if;
  return case when octet_length(bytes) = 0 then 0 else crc32(bytes) end;
end
$plpgsql$;

create function async_invoke.enqueue(
  function text, payload bytea, request_id text default null, trace_header text default null,
  tenant_id text default null
) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $plpgsql$
declare
  parts text[];
  id text := coalesce(request_id, gen_random_uuid()::text);
  lane text;
  now_ms bigint;
  seq bigint;
  state bytea;
  body bytea := case when octet_length(coalesce(payload, '')) = 0 then convert_to('{}', 'UTF8') else payload end;
begin
  parts := regexp_match(function,
    '^(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:(?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-[0-9]:)?(?:[0-9]{12}:)?(?:function:)?([a-zA-Z0-9_.-]+)(?::([$]LATEST(?:[.]PUBLISHED)?|[a-zA-Z0-9_-]+))?$');
  if parts is null or length(function) > 256 then
    raise exception 'function is %, not a function name, with or without qualifier, or a function ARN',
      coalesce('"' || left(function, 60) || '"', 'null') using errcode = '22023';
  end if;
  if id = '' or octet_length(id) > 2048 or position(chr(65534) in id) > 0 then
    raise exception 'request_id is "%", not a string of 1 to 2048 bytes', left(id, 60) using errcode = '22023';
  end if;
  if octet_length(body) > ${maxEventBytes} then
    raise exception '% byte payload is too large for the Event invocation type (limit ${maxEventBytes} bytes)', octet_length(body)
      using errcode = '22023';
  end if;
  begin
    perform convert_from(body, 'UTF8')::json;
  exception when invalid_text_representation or character_not_in_repertoire or untranslatable_character
    or statement_too_complex then
    raise exception 'payload is not JSON in UTF-8: %', sqlerrm using errcode = '22023';
  end;
  lane := '${functionPrefix}' || parts[1];
  lock table async_invoke.item in row exclusive mode;
  now_ms := async_invoke.now_ms();
  seq := nextval('async_invoke.item_seq');
  state := convert_to('{"kind":"event","reference":{"functionName":' || to_json(parts[1])
    || coalesce(',"qualifier":' || to_json(parts[2]), '') || '},"acceptedAtMs":' || now_ms
    || ',"failures":0,"backoff":0,"attempts":0' || coalesce(',"traceHeader":' || to_json(trace_header), '')
    || coalesce(',"tenantId":' || to_json(tenant_id), '') || '}', 'UTF8');
  insert into async_invoke.item(id, lane, visible, due, seq, state, body, head_sum, state_sum, body_sum) values (
    id, lane, now_ms, now_ms, seq, state, body,
    async_invoke.sum_of(convert_to(lane || id, 'UTF8')) + now_ms * ${headNumbers.due + headNumbers.visible}
      + seq * ${headNumbers.seq} + octet_length(body) * ${headNumbers.body},
    async_invoke.sum_of(state), async_invoke.sum_of(body)
  ) on conflict on constraint item_pkey do nothing;
  return case when found then id end;
end
$plpgsql$;

create function async_invoke.enqueue(
  function text, payload text, request_id text default null, trace_header text default null,
  tenant_id text default null
) returns text language sql volatile as $sql$
  select async_invoke.enqueue(function, convert_to(payload, 'UTF8'), request_id, trace_header, tenant_id)
$sql$;

${(['jsonb', 'json'] as const).map(enqueueDocument).join('\n')}
revoke execute on function async_invoke.enqueue(text, bytea, text, text, text) from public;
revoke execute on function async_invoke.enqueue(text, text, text, text, text) from public;
revoke execute on function async_invoke.enqueue(text, json, text, text, text) from public;
revoke execute on function async_invoke.enqueue(text, jsonb, text, text, text) from public;
`
