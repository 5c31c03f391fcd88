import type { ReactNode } from "react";
import type { Tone } from "../robot/tone.js";
import "./tag.css";

/** A word on the state of something. */
export function Tag({ tone, children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  );
}
