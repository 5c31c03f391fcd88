// Programs that some tests need and not every machine has. Such a suite begins with `before(skipUnless("chromium"))`.
// Without the program it is skipped with one plain line; under REQUIRE_ALL=1, which .ci/run sets, it fails instead.
import { find, type Program, type ProgramName, programs } from "@openrobotid/kit/programs";

/** What to say of a suite that needs an absent program; throws where it must not be skipped. */
export function excuse(name: ProgramName, requireAll: boolean): string {
  const { debian }: Program = programs[name];
  if (debian === undefined) return `skipped: ${name} was not found`;
  if (requireAll) throw new Error(`${name} was not found, and REQUIRE_ALL=1 allows no skipping`);
  return `skipped: ${name} was not found (Debian: apt-get install ${debian})`;
}

/** A Mocha hook that lets a suite run only where the program is. */
export function skipUnless(name: ProgramName): (this: Mocha.Context) => void {
  return function () {
    if (find(name) !== undefined) return;
    console.log(`      ${excuse(name, process.env.REQUIRE_ALL === "1")}`);
    this.skip();
  };
}
