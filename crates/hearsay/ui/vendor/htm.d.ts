// What the page uses of htm. Ours, for tsc; not shipped.
import type { VNode } from "./preact.js";
type Html = (strings: TemplateStringsArray, ...values: any[]) => VNode;
declare const htm: { bind(h: unknown): Html };
export default htm;
