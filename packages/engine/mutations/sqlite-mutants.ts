// biome-ignore-all lint/suspicious/noTemplateCurlyInString: source code as strings, not templates
import { type Mutant, mutant, type Suite } from './mutant.ts'

const lib = 'queue-store-sqlite/src/lib'
const store = `${lib}/sqlite-store.ts`
const handOut = `${lib}/writer/hand-out.ts`
const admin = `${lib}/sqlite-admin.ts`
const items = `${lib}/schedule/stored-items.ts`
const ledger = `${lib}/schedule/claim-ledger.ts`
const change = `${lib}/writer/change.ts`
const commits = `${lib}/writer/group-commit.ts`
const writes = `${lib}/writer/item-writes.ts`
const program = `${lib}/writer/run-program.ts`
const applier = `${lib}/tables/apply-program.ts`
const disk = `${lib}/writer/disk-writes.ts`
const contents = `${lib}/contents/current-contents.ts`
const journal = `${lib}/journal/journal.ts`
const journalFiles = `${lib}/journal/journal-files.ts`
const pending = `${lib}/journal/pending.ts`
const record = `${lib}/journal/record.ts`
const recent = `${lib}/journal/recent-items.ts`
const lock = `${lib}/database/writer-lock.ts`
const writeProgram = `${lib}/tables/write-program.ts`
const openDatabase = `${lib}/database/open-database.ts`
const integrity = `${lib}/database/integrity.ts`
const applyJournal = `${lib}/database/apply-journal.ts`
const shownJournal = `${lib}/database/show-journal.ts`
const backup = `${lib}/database/backup-thread.ts`
const transaction = `${lib}/tables/transaction.ts`
const number = `${lib}/files/commit-number.ts`
const presence = `${lib}/files/presence.ts`
const privateFile = `${lib}/files/private-file.ts`
const openStore = `${lib}/open-sqlite-store.ts`
const restore = `${lib}/writer/restore.ts`
const stored = `${lib}/writer/read-stored.ts`
const scan = `${lib}/contents/scan-items.ts`

/** The conformance suite runs twice; once is enough to notice a mutant. */
const suite = (...tests: readonly string[]): Suite => ({
  ...{ root: 'queue-store-sqlite', tests, names: '^(?!.*synchronous normal)' },
})

export const sqliteSuites: Readonly<Record<string, Suite>> = {
  [store]: suite('claim-notes', 'failed-writes', 'restore', 'durability', 'bounds', 'src/lib/sqlite-store', 'damage'),
  [handOut]: suite('claim-notes', 'failed-writes', 'durability', 'bounds', 'src/lib/sqlite-store', 'damage'),
  [admin]: suite('src/lib/sqlite-store', 'failed-writes'),
  [items]: suite('restore', 'bounds', 'src/lib/sqlite-store'),
  [ledger]: suite('claim-notes', 'durability', 'src/lib/sqlite-store'),
  [change]: suite('durability', 'bounds', 'damage'),
  [commits]: suite('group-commit', 'failed-writes'),
  [writes]: suite('failed-writes', 'bounds', 'durability'),
  [program]: suite('durability', 'bounds', 'failed-writes', 'completeness'),
  [applier]: suite('durability', 'bounds', 'completeness', 'damage', 'test/journal', 'claim-notes'),
  [disk]: suite('disk-writes', 'disk-faults', 'bounds', 'failed-writes', 'completeness', 'test/files', 'test/journal'),
  [contents]: suite('damage', 'test/journal', 'src/lib/sqlite-store'),
  [journal]: suite('src/lib/journal', 'disk-faults', 'test/journal'),
  [journalFiles]: suite('src/lib/journal', 'disk-faults', 'disk-writes', 'test/journal'),
  [pending]: suite('journal/pending', 'src/lib/journal', 'disk-writes'),
  [record]: suite('src/lib/journal'),
  [recent]: suite('journal/recent-items'),
  [lock]: suite('test/faults', 'test/files'),
  [writeProgram]: suite('src/lib/journal', 'disk-writes'),
  [openDatabase]: suite('completeness', 'disk-writes', 'durability', 'test/journal'),
  [integrity]: suite('completeness'),
  [applyJournal]: suite('test/journal', 'completeness'),
  [shownJournal]: suite('test/journal', 'completeness'),
  [backup]: suite('test/journal', 'inspect-and-backup'),
  [transaction]: suite('tables/transaction'),
  [number]: suite('completeness'),
  [presence]: suite('test/files'),
  [privateFile]: suite('test/files', 'test/faults'),
  [openStore]: suite('test/files'),
  [restore]: suite('restore', 'damage'),
  [stored]: suite('restore', 'completeness'),
  [scan]: suite('restore', 'damage'),
}

export const sqliteMutants: readonly Mutant[] = [
  mutant(
    store,
    "if (item.body.length > this.capabilities.maxBodyBytes) return 'too-large'\n",
    '',
    'a body has a bound',
  ),
  mutant(store, 'if (write !== undefined) earlier.push(write)', '', 'a duplicate of a write under way waits for it'),
  mutant(
    handOut,
    'for (const row of rows.reverse()) items.schedule.handBack(row)\n',
    '',
    'a claim that fails hands back',
  ),
  mutant(handOut, 'rows.reverse()', 'rows', 'a claim that fails hands back in order'),
  mutant(store, '      leases.suspend(lease)\n', '', 'a claim is settled once'),
  mutant(store, '          leases.resume(lease)\n', '', 'a settlement that failed can be repeated'),
  mutant(store, '          this.#items.schedule.reclaimId(row)\n', '', 'an item keeps its id if its end fails'),
  mutant(store, 'this.#ledger.putBack(finished)', '', 'a claim is dropped although the first try failed'),
  mutant(handOut, 'for (const row of lapsed) ledger.account(items.claim(row))\n', '', 'a lapsed claim is dropped'),
  mutant(
    handOut,
    'items.schedule.deliveries(row) - 1,',
    'items.schedule.deliveries(row),',
    'a lapsed lease counts once',
  ),
  mutant(
    store,
    'leases.extend(token, nowMs, nowMs + leaseMs)',
    'leases.extend(token, nowMs, nowMs)',
    'a lease is extended',
  ),
  mutant(handOut, 'const untilMs = clock.nowMs() + leaseMs', 'const untilMs = clock.nowMs() + 1', 'a lease lasts'),
  mutant(
    store,
    'this.#restore.left >= this.#maxItems',
    'this.#restore.left > this.#maxItems',
    'maxItems of the SQLite store',
  ),
  mutant(store, ' + this.#restore.left >=', ' >=', 'items that are not read yet count for maxItems'),
  mutant(
    store,
    'if (!this.#restore.isOver) await this.#restore.finished',
    '',
    'claims wait for items that are not read yet',
  ),
  mutant(
    store,
    'if (this.#closing === undefined) return this.#restore.failure',
    'if (this.#closing === undefined) return undefined',
    'a store that misses items takes no more',
  ),
  mutant(restore, 'items.seq(other) > item.seq', 'items.seq(other) < item.seq', 'the older item of an id stays'),
  mutant(restore, 'await Promise.allSettled(this.#removals)', '', 'the newer item of an id is removed before a claim'),
  mutant(restore, 'damaged || items.isDamaged(other)', 'false', 'damage that makes two ids equal loses no item'),
  mutant(restore, 'if (damaged) items.noteDamage(row)', '', 'damage found while reading is told with the claim'),
  mutant(restore, 'if (this.#isStopped)', 'if (false)', 'a store is closed before it has read everything'),
  mutant(
    items,
    'else this.#late.add(row)',
    'else this.schedule.waitInOrder(row)',
    'new items come after those that were stored',
  ),
  mutant(
    items,
    'this.schedule.waitInOrder(row)\n    this.#late',
    'this.schedule.wait(row, Number.POSITIVE_INFINITY)\n    this.#late',
    'what was due first comes first after opening',
  ),
  mutant(stored, 'if (losses.length > 0)', 'if (false)', 'missing items are noticed while reading'),
  mutant(stored, '      tally.correct(this.#stored, found)\n', '', 'an accepted loss is told once'),
  mutant(
    stored,
    'new Set([...integrity.problems, ...losses, ...problems])',
    'new Set([...integrity.problems, ...losses])',
    'damage is among the problems',
  ),
  mutant(scan, 'this.#sumOf(id, lane) === sum', 'true', 'damage of a number, an id or a lane is noticed'),
  mutant(scan, 'if (!(seq > this.#seq)) throw outOfOrder(this.#seq, seq)', '', 'items out of order are noticed'),
  mutant(scan, '    this.#compareContents(scanned)\n', '', 'states and bodies are compared after a crash'),
  mutant(scan, 'if (bytes + all > maxBytesAtOnce) compare()', '', 'large bodies are compared a few at a time'),
  mutant(store, '+ bytes > this.#maxBytes', '+ bytes >= this.#maxBytes + 1_000', 'maxBytes of the SQLite store'),
  mutant(
    store,
    'waitingBytes + bytesOfCall > maxWaitingBytes',
    'waitingBytes > maxWaitingBytes',
    'a call alone can be full',
  ),
  mutant(
    store,
    'while (this.#waitingCalls.size > 0) await Promise.allSettled(this.#waitingCalls)\n',
    '',
    'a close waits for calls that wait for others',
  ),
  mutant(store, 'nowMs + delayOf(settlement), outbox', 'nowMs, outbox', 'a retry waits in the SQLite store'),
  mutant(store, '|| known === row ||', '||', 'an item of the outbox may have the id of the item that ends'),
  mutant(handOut, 'if (damaged) items.noteDamage(row)', '', 'damage of an item is remembered'),
  mutant(items, '    this.#totalBytes += bytes - this.bytes(row)\n', '', 'bytes of a longer state count'),
  mutant(items, '    this.#totalBytes -= this.bytes(row)\n', '', 'bytes of a finished item are given back'),
  mutant(
    ledger,
    'if (left > 0) this.#unsettled.set(claim, left)',
    'if (left > 1) this.#unsettled.set(claim, left)',
    'a claim is noted until its last item is settled',
  ),
  mutant(change, 'program.again(seq, Math.ceil(dueMs),', 'program.again(seq, 0,', 'the due time of a retry is on disk'),
  mutant(
    change,
    'items.claim(row), settlement.state)',
    'items.claim(row), new Uint8Array(2))',
    'the state of a retry is on disk',
  ),
  mutant(change, '  putAdded(program, items, outbox)\n', '', 'an outbox is written with the end of its event'),
  mutant(
    change,
    'else program.release(seq, items.claim(row))',
    'else {}',
    'a release is no delivery, also after a crash',
  ),
  mutant(
    change,
    "if (settlement.to === 'done') items.remove(row)",
    "if (settlement.to === 'done') {}",
    'an item that ended is out of the schedule',
  ),
  mutant(
    change,
    "if (settlement.to === 'done') program.done(seq, 0)",
    "if (settlement.to === 'done') {}",
    'a damaged item can end',
  ),
  mutant(commits, '      group.program.dropOpenCall()\n', '', 'a call that cannot be written leaves nothing'),
  mutant(commits, 'this.#waitingBytes -= program.byteCount', '', 'bytes that are on disk no longer wait'),
  mutant(
    writes,
    '          for (const { row } of added) this.#items.remove(row)\n',
    '',
    'an item that was not written is not there',
  ),
  mutant(writes, '        for (const { row } of added) this.#pending.delete(row)\n', '', 'a write ends'),
  mutant(
    program,
    'if (calls === 1) return [[0, reportOf(error, `cannot write ${path}`)]]',
    'if (calls === 1) return []',
    'a commit that failed is no success',
  ),
  mutant(
    program,
    '        failed.push([call, reportOf(error, `cannot write ${path}`)])\n',
    '',
    'a call that failed alone is no success',
  ),
  mutant(applier, '        dropItem.run(key)\n', '', 'an item that ended does not come back'),
  mutant(applier, 'if (!inline) addBody.run(key, body)', '', 'a large body is written'),
  mutant(applier, 'if (bodyBytes > maxInlineBytes) dropBody.run(key)', '', 'the space of a large body is given back'),
  mutant(applier, '        tally.added(key)\n', '', 'items are counted'),
  mutant(applier, '        tally.removed(key)\n', '', 'ends are counted'),
  mutant(program, '    tally.committed()\n', '', 'the next commit goes on from the last'),
  mutant(program, '    commitNumber.note(tally.values.commits)\n', '', 'a log that was cut is noticed'),
  mutant(
    applier,
    'again.run(key, dueMs, deliveries, claim, state, bytesSum(state))',
    'again.run(key, dueMs, deliveries, claim, state, 0)',
    'a new state has its checksum',
  ),
  mutant(
    applier,
    'if (!ended.hasClaim(key)) noteClaim.run(key, new Uint8Array(seqs.buffer, seqs.byteOffset, seqs.byteLength))',
    '',
    'a crash counts as a delivery',
  ),
  mutant(
    applier,
    'if (repeats) for (const drop of [dropItem, dropBody]) drop.run(key)',
    '',
    'a journal is applied again where it is not known how much of it was',
  ),
  mutant(transaction, "    database.exec('PRAGMA synchronous = FULL')\n", '', 'what follows a claim is flushed'),
  mutant(disk, 'if (this.#growth + growth > this.#roomNow()) return false', '', 'the file has room for the journal'),
  mutant(
    disk,
    'for (const { program } of slice.records) this.#growth -= likelyGrowth(program)',
    'this.#growth += slice.records.length * likelyGrowth({ numbers: new Float64Array(), strings: [], bytes: new Uint8Array(), ends: [] })',
    'room that was used is counted once',
  ),
  mutant(
    disk,
    'this.#opened.presence.check()\n      while (!journal.takes(program))',
    'while (!journal.takes(program))',
    'a file that was moved takes nothing',
  ),
  mutant(presence, 'if (!isNamed(this.#lock, this.#locked))', 'if (false)', 'a lost lock ends a store'),
  mutant(
    presence,
    'isNamed(this.#name, this.#opened) && isNamed(this.#lock, this.#locked)',
    'true',
    'a store without its lock closes nothing of another',
  ),
  mutant(
    privateFile,
    'if (!existsSync(path)) create(path)',
    "closeSync(openSync(path, 'a', 0o600))",
    'a refused store leaves the lock to the first',
  ),
  mutant(privateFile, 'if (nlink > 1)', 'if (false)', 'a database has one name'),
  mutant(openStore, 'fileBehind(name)', 'name', 'a link to a database is no other database'),
  mutant(disk, 'if (journal.isBroken) this.#startAnew(journal)', '', 'a broken journal works again'),
  mutant(disk, 'inTransaction(database, () => writeSalt(database, salt))', '', 'a new journal is read after a crash'),
  mutant(disk, 'if (isFlushed) this.#opened.commitNumber.note(journal.last)', '', 'a journal that was cut is noticed'),
  mutant(disk, '    this.#due = 0\n', '', 'a full file is applied in parts'),
  mutant(
    disk,
    'database.exec(`PRAGMA max_page_count = ${maxPages}`)',
    '',
    'what was accepted is applied beyond the bound of the file',
  ),
  mutant(
    journalFiles,
    'if (last !== undefined && record.number !== last + 1) return\n',
    '',
    'what a file had before is not read',
  ),
  mutant(
    pending,
    'hasItem: (seq) => this.takeItem(seq) && false',
    'hasItem: () => false',
    'what was stored for a backup is removed with its end',
  ),
  mutant(
    disk,
    'const ended = this.#isHeld ? journal.pending.exactly : journal.pending',
    'const ended = journal.pending',
    'a copy is complete whenever it is made',
  ),
  mutant(
    disk,
    'if (slice.freesFile) work()',
    'if (slice.records.length < 0) work()',
    'a file is written anew after a flush',
  ),
  mutant(
    disk,
    'this.#journal?.skipTo(this.#opened.tally.values.commits)',
    '',
    'the journal goes on from the last commit',
  ),
  mutant(contents, 'from.sum !== bytesSum(bytes)', 'false', 'a damaged journal hands out no other payload'),
  mutant(journal, 'if (isFlushed) file.flush()', '', 'a record is flushed'),
  mutant(
    journal,
    'if (this.#isUnflushed) this.#taking.file.flush()\n',
    '',
    'a record is read only after those before it',
  ),
  mutant(
    journal,
    'file.reserve(end + most + (program.strings.length > 0 ? bytesForEnds : 0))\n',
    '',
    'a full disk does not break the journal',
  ),
  mutant(journal, '? bytesForEnds : 0', '? 0 : 0', 'what adds items leaves room to what ends them'),
  mutant(journalFiles, 'if (this.#size < end) throw error', 'throw error', 'what a full disk has left is used'),
  mutant(journal, '    if (freesFile) part.end = 0\n', '', 'a file is used again'),
  mutant(journal, '    this.#isBroken = true\n', '', 'a broken journal takes nothing'),
  mutant(
    journal,
    'taking.base = this.#draining.base + this.#fileBytes',
    'taking.base = this.#draining.base',
    'each file has its own positions',
  ),
  mutant(journal, 'return isLong && !this.isBehind', 'return !this.isBehind', 'a short file is not left'),
  mutant(
    journalFiles,
    'if (last !== undefined && record.number !== last + 1) continue',
    '',
    'old records are not applied again',
  ),
  mutant(
    journalFiles,
    'return firsts.sort((a, b) => a.number - b.number)',
    'return firsts',
    'the older file is applied first',
  ),
  mutant(
    pending,
    'else if (isAdded) this.#added.setKind(seq, recent.retried)',
    '',
    'a body that is applied is read from the database',
  ),
  mutant(pending, 'this.#liveBytes += bytesOf(this.find(seq)) - before', '', 'what is left to apply is counted'),
  mutant(record, 'doubles[1] !== salt', 'doubles[1] === 0', 'records of another opening are none'),
  mutant(openDatabase, '      writeSalt(database, salt)\n', '', 'each opening has records of its own'),
  mutant(openDatabase, 'if (isApplied) writeSalt(database, 0)', '', 'a closed database needs no journal'),
  mutant(
    openDatabase,
    'if (isApplied) writeSalt',
    'writeSalt',
    'what could not be applied at the end is applied next time',
  ),
  mutant(openDatabase, "synchronous === 'full' ? newSalt() : 0", 'newSalt()', 'without a flush there is no journal'),
  mutant(integrity, 'if (!created && readSalt', 'if (created && readSalt', 'a copy without its journal is noticed'),
  mutant(openDatabase, '    showJournal(database, path)\n', '', 'the check before opening knows the journal'),
  mutant(applyJournal, 'if (known !== undefined && last > 0) tally.write(last)', '', 'a journal is applied once'),
  mutant(
    shownJournal,
    'if (tally !== undefined) counter.write(number)',
    '',
    'the count of items is shown with the journal',
  ),
  mutant(backup, '  forgetJournal(partial)\n', '', 'a backup has no journal'),
  mutant(number, "return text === textOf(number) ? number : 'damaged'", 'return number', 'a damaged number is noticed'),
  mutant(
    admin,
    'for (const row of rows) items.schedule.wait(row, clock.nowMs())',
    '',
    'what could not be purged waits in the SQLite store',
  ),
  mutant(
    admin,
    '        schedule.forgetDeliveries(row)\n',
    '',
    'a redrive counts deliveries from 0 in the SQLite store',
  ),
  mutant(recent, 'Math.min(seq, this.#first)', 'this.#first', 'items are noted in any order'),
  mutant(
    recent,
    'const end = isEmpty ? seq + 1 : Math.max(seq + 1, this.#end)',
    'const end = seq + 1',
    'an earlier item forgets no later one',
  ),
  mutant(
    recent,
    'while (end - first > this.#kinds.length) this.#resize(this.#kinds.length * 2)',
    '',
    'a ring of items grows',
  ),
  mutant(
    pending,
    'else if (kind === recent.retried) this.#added.setKind(seq, recent.none)\n',
    '',
    'an item that ended after its body was applied is gone',
  ),
  mutant(pending, '    else this.#states.delete(seq)\n', '', 'a state of an item that ended is gone'),
  mutant(
    pending,
    'if (this.#added.stateOf(seq).at === stateAt)',
    'if (true)',
    'a newer state is kept when the item is applied',
  ),
  mutant(
    pending,
    '} else if (this.#states.get(seq)?.at === stateAt)',
    '} else',
    'a newer state is kept when an older one is applied',
  ),
  mutant(
    pending,
    'if (code === operation.claim) this.#claims.delete(key)\n',
    '',
    'the end of a claim that is applied is applied',
  ),
  mutant(
    pending,
    'code === operation.dropClaim && this.#claims.delete(key)',
    'code === operation.dropClaim',
    'the end of a claim of the database is applied',
  ),
  mutant(
    pending,
    'if (this.#added.kindOf(key) === recent.none) this.#states.set(key, state)',
    'if (false) this.#states.set(key, state)',
    'a new state of a stored item is found',
  ),
  mutant(
    journal,
    'position < this.#taking.base ?',
    'position > this.#taking.base ?',
    'contents are read from their file',
  ),
  mutant(journal, '      this.#taking.file.spoil(this.#taking.end)\n', '', 'a record that was refused is spoilt'),
  mutant(
    journal,
    'freesFile: count === places.length',
    'freesFile: true',
    'a file is written anew after its last record',
  ),
  mutant(
    journal,
    'const { file, places } = this.isBehind ? this.#draining : this.#taking',
    'const { file, places } = this.#taking',
    'the older file is applied while there is one',
  ),
  mutant(
    journal,
    'this.pending.liveBytes <= this.#fileBytes * partLeft',
    'true',
    'a file with items to apply is filled',
  ),
  mutant(journal, '    file.throwIfMoved()\n', '', 'a journal that was deleted takes nothing'),
  mutant(journalFiles, '    bytes.fill(0, end)\n', '', 'what a file does not have is zero'),
  mutant(journalFiles, 'if (this.#size <= 2 * bytes) return\n', 'return\n', 'a journal gives its space back'),
  mutant(
    journalFiles,
    'this.#spanOf(second).last < known.commits) return []',
    'false) return []',
    'an applied journal is not applied again',
  ),
  mutant(
    journalFiles,
    'this.#spanOf(first).last + 1 < this.#spanOf(second).first',
    'false',
    'files with a gap between them are not both applied',
  ),
  mutant(record, 'text += string.length * 3', 'text += string.length', 'a record has room for any text'),
  mutant(
    record,
    ' || crc32(image.subarray(at + 4, at + length)) !== (words[0] as number) >>> 0',
    '',
    'a damaged record is none',
  ),
  mutant(disk, 'this.#growth += growth\n', '', 'room that is promised is counted'),
  mutant(
    disk,
    'this.#due += pace * journal',
    'this.#due += 0 * journal',
    'records are applied at the pace of new ones',
  ),
  mutant(
    disk,
    '      this.drain()\n    } catch (error) {',
    '      \n    } catch (error) {',
    'the journal is applied before what goes past it',
  ),
  mutant(
    contents,
    'from.at === run.from.at + run.length &&\n      into',
    'into',
    'contents that lie apart in the journal are read apart',
  ),
  mutant(
    contents,
    'contents.some(({ damaged }) => damaged) ? contents.map((content) => copied(content)) : blob',
    'blob',
    'a damaged item of a claim is handed out as such',
  ),
  mutant(shownJournal, '      note.run(key)\n', '', 'what the journal changed hides what was before'),
  mutant(shownJournal, '    copyItems(program)\n', '', 'a change in the journal changes what was stored'),
  mutant(openDatabase, '      countInterruptedDeliveries(database)\n', '', 'a delivery that a crash ended counts'),
  mutant(
    writeProgram,
    'else if (code === operation.claim) at += numbers[at + 2] as number',
    '',
    'operations are told apart',
  ),
  mutant(
    lock,
    'PRAGMA user_version = 1; COMMIT; BEGIN EXCLUSIVE',
    'PRAGMA user_version = 1',
    'a lock knows that its database was created',
  ),
]
