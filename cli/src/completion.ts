// What shells complete while somebody types a command.
import tab from "@bomb.sh/tab/commander";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Shell } from "./shell.js";

/** What the script for bash takes from the package bash-completion, for who does not have it. */
const WITHOUT_BASH_COMPLETION = `if ! declare -F _get_comp_words_by_ref >/dev/null; then
_get_comp_words_by_ref() {
    words=("\${COMP_WORDS[@]}")
    cword=$COMP_CWORD
    cur=\${COMP_WORDS[COMP_CWORD]}
    prev=\${COMP_WORDS[COMP_CWORD-1]}
}
fi
`;

/** Adds `completion <shell>`, and the hidden command that the shells ask while one types. */
export function addCompletion(program: CommandUnknownOpts, shell: Shell): void {
  tab(program as never, { completionCommandName: "completion" });
  const command = program.commands.find((one) => one.name() === "completion");
  command?.hook("preAction", (_, { args }) => {
    if (args[0] === "bash") shell.out(WITHOUT_BASH_COMPLETION);
  });
}
