/** Asked at every function by long work. */
export interface CancellationToken {
  readonly isCancelled: boolean;
}
export const neverCancelled: CancellationToken = { isCancelled: false };
