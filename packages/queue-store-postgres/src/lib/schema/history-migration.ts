/**
 * The history of events, if its owner keeps one: rows that are only added, in a partition for each span of time. Old ones go
 * with their partition, which costs nothing that grows with their number.
 *
 * Partitions are made and dropped by a function with the rights of the schema's owner, so that a worker needs rights to add and
 * read only. It takes no argument, so that a worker can neither choose the time nor end the history. A partition is attached
 * to the table instead of created as a part of it, which would wait for everyone who writes. What it must wait for longer than
 * a moment is left to the next call.
 */
export const historyMigration = `
create table async_invoke.history_setting(
  one boolean primary key default true check (one),
  span_ms bigint not null check (span_ms >= 1000),
  keep_ms bigint not null check (keep_ms >= span_ms)
);

create table async_invoke.history(
  -- Time of the server at which the row was added.
  written_ms bigint not null,
  -- Time of the entry, on the engine's clock.
  at_ms bigint not null,
  request_id text collate "C" not null,
  function_arn text,
  accepted_ms bigint,
  -- Who added it, and the number of the entry there: a row that was added twice has the same.
  worker text collate "C" not null,
  n bigint not null,
  entry json not null
) partition by range (written_ms);
create index history_request on async_invoke.history(request_id, at_ms);

-- The partitions, by their names: each contains the rows from one time to before another.
create function async_invoke.history_parts() returns table(name text, begin_ms bigint, end_ms bigint)
language sql stable set search_path = pg_catalog, pg_temp as $sql$
  select c.relname::text, split_part(c.relname, '_', 2)::bigint, split_part(c.relname, '_', 3)::bigint
  from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'async_invoke.history'::regclass
$sql$;

create function async_invoke.tend_history_at(now_ms bigint) returns bigint language plpgsql volatile
set search_path = pg_catalog, pg_temp set lock_timeout = '20s' as $plpgsql$
declare
  setting record;
  at_ms bigint;
  from_ms bigint;
  to_ms bigint;
  part record;
begin
  perform pg_advisory_xact_lock(hashtext('async_invoke'), 3);
  -- Writers wait behind a session that waits for the table.
  perform set_config('lock_timeout', '200ms', true);
  select s.span_ms, s.keep_ms into setting from async_invoke.history_setting s;
  if not found then return null; end if;
  -- The span of now, and two ahead. Spans may have changed, and time may have gone back: a partition fills the gap it is in.
  for ahead in 0..2 loop
    at_ms := now_ms + ahead * setting.span_ms;
    if not exists (select from async_invoke.history_parts() p where p.begin_ms <= at_ms and p.end_ms > at_ms) then
      from_ms := at_ms - at_ms % setting.span_ms;
      to_ms := from_ms + setting.span_ms;
      select greatest(from_ms, max(p.end_ms)) into from_ms from async_invoke.history_parts() p where p.end_ms <= at_ms;
      select least(to_ms, min(p.begin_ms)) into to_ms from async_invoke.history_parts() p where p.begin_ms > at_ms;
      execute format('create table async_invoke.%I (like async_invoke.history including all)',
        'history_' || from_ms || '_' || to_ms);
      execute format('alter table async_invoke.history attach partition async_invoke.%I for values from (%s) to (%s)',
        'history_' || from_ms || '_' || to_ms, from_ms, to_ms);
    end if;
  end loop;
  for part in select p.name from async_invoke.history_parts() p
    where p.end_ms <= now_ms - setting.keep_ms order by p.end_ms limit 16
  loop
    begin
      execute format('drop table async_invoke.%I', part.name);
    exception when lock_not_available or deadlock_detected then exit;
    end;
  end loop;
  return setting.span_ms;
end
$plpgsql$;

create function async_invoke.tend_history() returns bigint language sql volatile
security definer set search_path = pg_catalog, pg_temp as $sql$
  select async_invoke.tend_history_at(async_invoke.now_ms())
$sql$;

create function async_invoke.keep_history(span bigint, keep bigint) returns void language plpgsql volatile
set search_path = pg_catalog, pg_temp as $plpgsql$
declare
  part record;
begin
  perform pg_advisory_xact_lock(hashtext('async_invoke'), 3);
  delete from async_invoke.history_setting;
  if span is not null then
    insert into async_invoke.history_setting(span_ms, keep_ms) values (span, keep);
    perform async_invoke.tend_history();
    return;
  end if;
  for part in select p.name from async_invoke.history_parts() p loop
    execute format('drop table async_invoke.%I', part.name);
  end loop;
end
$plpgsql$;

revoke execute on function async_invoke.history_parts(), async_invoke.tend_history_at(bigint), async_invoke.tend_history(),
  async_invoke.keep_history(bigint, bigint) from public;
`
