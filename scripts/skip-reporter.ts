/** The part of Vitest's test case that the reporter reads. */
interface FinishedTest {
  readonly fullName: string
  result(): { readonly state: string; readonly note?: string | undefined }
}

/** Prints why a test was skipped; vitest's own report only counts them. */
export default class SkipReporter {
  onTestCaseResult(test: FinishedTest): void {
    const { state, note } = test.result()
    if (state === 'skipped') console.log(` skipped: ${test.fullName}: ${note ?? 'no reason was given'}`)
  }
}
