// Verifies the public view of a robot beside its page, which stays quick meanwhile.
import { readPublic } from "./public.js";
import { serve } from "./serve.js";

serve(readPublic);
