import type { Tone } from "@openrobotid/sdk/rules";
import type { ReactNode } from "react";
import "./tag.css";

/** A word on the state of something. */
export function Tag({ tone, children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  );
}
