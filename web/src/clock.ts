// What time it is, and whether there is a network, for what depends on them while a page stands open.
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";

/** When the page was made, in milliseconds: server and browser print the same ages at first. */
export const MadeAt = createContext(0);

/** Now, in milliseconds; moves on every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(useContext(MadeAt));
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
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
