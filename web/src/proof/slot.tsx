// The place of the shield on a robot's page: it is fetched once the page has been seen, and only where this site pins an anchor.
import type { RobotId } from "@openrobotid/sdk";
import { type ComponentType, useContext, useEffect, useState } from "react";
import type { Answer } from "../api/answers.js";
import type { Robot } from "../api/questions.js";
import { SiteContext } from "../site.js";

interface ShieldProps {
  readonly id: RobotId;
  readonly answer: Answer<Robot> | undefined;
}

/** Longest that it waits for the browser to be idle, in milliseconds. */
const PATIENCE = 1500;

export function ProofSlot(props: ShieldProps) {
  const { proofs } = useContext(SiteContext);
  const [Shield, setShield] = useState<ComponentType<ShieldProps>>();
  useEffect(() => {
    if (!proofs) return;
    return whenIdle(() => {
      // Where it cannot be fetched, nothing on the page says that anything was checked.
      import("./shield.js").then(
        (loaded) => setShield(() => loaded.Shield),
        () => undefined,
      );
    });
  }, [proofs]);
  return Shield ? <Shield {...props} /> : null;
}

function whenIdle(work: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const waiting = window.requestIdleCallback(work, { timeout: PATIENCE });
  return () => window.cancelIdleCallback(waiting);
}
