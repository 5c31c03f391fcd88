import "./code.css";

/** A robot's code in its groups, never translated. Copied, it is the form for people; read aloud, it is its characters. */
export function RobotCode({ formatted }: { readonly formatted: string }) {
  const groups = formatted.split("-");
  return (
    <bdi className="robot-code" translate="no">
      {groups.map((group, index) => (
        // Groups of a code never move.
        // biome-ignore lint/suspicious/noArrayIndexKey: two groups can be alike
        <span key={index}>
          {index > 0 && <span className="robot-code__separator">-</span>}
          {/* Where a line is too short, it may break between groups; the check character stays with what it checks. */}
          {index > 0 && group.length > 1 && <wbr />}
          {group}
        </span>
      ))}
    </bdi>
  );
}
