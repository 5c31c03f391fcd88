import type { Tone } from "@openrobotid/sdk/rules";
import type { ReactNode } from "react";
import { ToneIcon } from "./icons.js";
import "./notice.css";

/** Something that must be known before what follows is read. */
export function Notice({
  tone,
  title,
  text,
  children,
}: {
  readonly tone: Tone;
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="notice" data-tone={tone}>
      <ToneIcon tone={tone} />
      <p className="notice__title">{title}</p>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}
