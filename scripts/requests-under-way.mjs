// How many requests people wait for right now, so that what may wait lets them pass.

/**
 * Counts requests: `enter` when one comes, answering how it leaves, once; `whenNone` ends when there is none left, or after so many milliseconds
 * at the latest.
 */
export function createRequestsUnderWay() {
  let count = 0;
  const waiting = new Set();
  const enter = () => {
    count += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      count -= 1;
      if (count > 0) return;
      for (const resume of waiting) resume();
    };
  };
  const whenNone = (ms) => {
    if (count === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const resume = () => {
        clearTimeout(timer);
        waiting.delete(resume);
        resolve();
      };
      const timer = setTimeout(resume, ms);
      waiting.add(resume);
    });
  };
  return { enter, whenNone };
}
