import { useEffect, useState } from "react";
import type { SandboxDescription } from "./description.js";

/** The sandbox, as its server describes it; `undefined` until it has been asked. */
export function useSandbox(): SandboxDescription | "absent" | undefined {
  const [sandbox, setSandbox] = useState<SandboxDescription | "absent">();
  useEffect(() => {
    const read = async () => {
      const response = await fetch("/sandbox.json");
      return response.ok ? ((await response.json()) as SandboxDescription) : "absent";
    };
    read().then(setSandbox, () => setSandbox("absent"));
  }, []);
  return sandbox;
}
