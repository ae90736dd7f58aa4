// What the page uses of preact. Ours, for tsc; not shipped.
export type Child = VNode | string | number | boolean | null | undefined | Child[];
export interface VNode { type: unknown; props: Record<string, unknown>; key: unknown }
export function h(type: unknown, props: object | null, ...children: Child[]): VNode;
export function render(node: Child, into: Element): void;
export const Fragment: unknown;
