// A shield for each answer, told apart by its shape: filled and ticked, open, crossed out, or not a shield at all.
import type { Result } from "./results.js";

const OUTLINE = "M12 1.8 20.5 5v6.4c0 5-3.4 8.8-8.5 10.8-5.1-2-8.5-5.8-8.5-10.8V5Z";

export function ShieldIcon({
  answer,
  isSealed = true,
}: {
  readonly answer: Result["answer"] | "checking";
  /** Whether validators sealed the block of what is proven; of a sandbox nobody did. */
  readonly isSealed?: boolean;
}) {
  const isProven = answer === "proven";
  const isFilled = isProven && isSealed;
  return (
    <svg
      viewBox="0 0 24 24"
      width="36"
      height="36"
      fill={isFilled ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {answer === "conflict" ? (
        <path d="M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9ZM12 7v6M12 16.6v.1" />
      ) : (
        <path d={OUTLINE} {...(!isProven && { strokeDasharray: "4 3" })} />
      )}
      {isProven && (
        <path
          d="m8 12.2 2.8 2.8L16 9.4"
          stroke={isFilled ? "var(--tint)" : "currentColor"}
          fill="none"
        />
      )}
      {answer === "notProven" && (
        <path d="M9.8 9.4a2.3 2.3 0 1 1 3.3 2.1c-.7.4-1.1.8-1.1 1.7M12 16.4v.1" />
      )}
      {answer === "unreachable" && <path d="m8.5 8.5 7 7M15.5 8.5l-7 7" />}
      {answer === "checking" && <path d="M12 7.5v5l3 1.8" />}
    </svg>
  );
}
