/** Asked by long work between units (files, functions); once cancelled it stays so. */
export interface CancellationToken {
  readonly isCancelled: boolean;
}

export interface Cancellation {
  readonly token: CancellationToken;
  cancel(): void;
}

export const neverCancelled: CancellationToken = { isCancelled: false };

export function createCancellation(): Cancellation {
  const token = { isCancelled: false };
  return {
    token,
    cancel: () => {
      token.isCancelled = true;
    },
  };
}
