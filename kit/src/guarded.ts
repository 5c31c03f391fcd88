// Runs a program that ends with the process that started it, however that one ends.

/**
 * Becomes the program, beside a guard in its process group. Nobody writes to the guard's input: it ends when the process that
 * started both does, even by SIGKILL, and then the guard ends the group.
 */
const GUARDED = `exec 3<&0 </dev/null
{ trap "" TERM; cat <&3; kill -TERM -$$; sleep 3; kill -KILL -$$; } >/dev/null 2>&1 &
exec "$0" "$@" 3<&-`;

/**
 * The line to spawn for a program, with a pipe as its input and as the leader of a process group of its own (`detached`). Windows has
 * neither: there it is the program alone.
 */
export function guarded(program: string, args: readonly string[]): [string, ...string[]] {
  return process.platform === "win32"
    ? [program, ...args]
    : ["/bin/sh", "-c", GUARDED, program, ...args];
}
