// What time it is, and whether there is a network, for what depends on them while a page is open.
import {
  createContext,
  createElement,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";

const Now = createContext(0);

/** Tells everything within it the time. */
export function Clock({
  madeAt,
  children,
}: {
  /** When the page was made, in milliseconds: server and browser print the same ages at first. */
  readonly madeAt: number;
  readonly children: ReactNode;
}) {
  const [now, setNow] = useState(madeAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return createElement(Now, { value: now }, children);
}

/** Now, in milliseconds; moves on every half minute. */
export function useNow(): number {
  return useContext(Now);
}

function onNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Whether the browser has a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    onNetwork,
    () => navigator.onLine,
    () => true,
  );
}
