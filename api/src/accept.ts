// The form of an answer, or the refusal of all that there are.
import { preferredForm } from "./preferred-form.js";
import { ApiProblem } from "./problem.js";

/**
 * Chooses the form of an answer. What is there first wins where several are wanted alike.
 *
 * @throws ApiProblem where none of them is wanted.
 */
export function chooseForm<const form extends string>(
  accept: string | undefined,
  forms: readonly [form, ...form[]],
): form {
  const best = preferredForm(accept, forms);
  if (best !== undefined) return best;
  throw new ApiProblem(
    "not-acceptable",
    `Accept: found "${accept}", expected one of ${forms.join(", ")}.`,
  );
}
