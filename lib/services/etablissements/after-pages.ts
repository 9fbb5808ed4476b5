/** Written by scripts/watch-requests.mjs, where the server is ours: the requests under way, and the one that this work answers. */
const shared = globalThis as typeof globalThis & {
  passerelleRequestsUnderWay?: { whenNone: (ms: number) => Promise<void> };
  passerelleRequests?: { getStore: () => { stepAside?: () => void } | undefined };
};

/** A server that always has a page to make still goes on with the rest. */
const MAX_WAIT_MS = 5;

/** The request that is being answered is long by nature: nothing waits for its end. */
export function stepAside(): void {
  shared.passerelleRequests?.getStore()?.stepAside?.();
}

/** Lets the pages under way be made first; a few milliseconds at most. */
export async function afterPages(): Promise<void> {
  await shared.passerelleRequestsUnderWay?.whenNone(MAX_WAIT_MS);
}
