const settled = Promise.resolve()

/** Calls a function, which must not throw, after the current microtasks, also where a test has faked `queueMicrotask`. */
export function microtask(run: () => void): void {
  void settled.then(run)
}
