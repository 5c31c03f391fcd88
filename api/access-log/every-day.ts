// Does something once a day, and once at the start.

const DAY = 86_400_000;

/** Begins. What fails is reported, and tried again an hour later. */
export function everyDay(
  act: () => Promise<void>,
  report: (error: unknown) => void,
): { readonly stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const run = async (): Promise<void> => {
    let pause = DAY;
    await act().catch((error: unknown) => {
      report(error);
      pause = DAY / 24;
    });
    if (isOver) return;
    timer = setTimeout(() => {
      running = run();
    }, pause);
    timer.unref();
  };
  let running = run();
  return {
    stop: async () => {
      isOver = true;
      clearTimeout(timer);
      await running;
    },
  };
}
