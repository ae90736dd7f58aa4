// Lays out the way of a claim in layers, from left to right: origin, relay, publisher, who repeats it.
// Not a graph library: the way of one claim has few ends and no need of forces, and a reader wants it in reading order.

/** @typedef {import("./contract.js").Trace} Trace */
/** @typedef {import("./contract.js").Step} Step */
/** @typedef {{key: string, name: string, claim: string|null, document: string|null, layer: number, row: number,
 *   isOrigin: boolean, isAsked: boolean, role: string, kind: string|null}} ChainNode */
/** @typedef {{from: string, to: string, steps: Step[], line: "solid"|"dashed"|"dotted"}} ChainEdge `from` has it from `to` */
/** @typedef {{nodes: ChainNode[], edges: ChainEdge[], n_layers: number, n_rows: number, n_left_out: number}} Chain */

/** More cannot be read. */
export const NODES_MAX = 150;

/** @param {{name: string, claim: string|null}} end */
function key(end) {
  return end.claim ? `claim ${end.claim}` : `name ${end.name}`;
}

/**
 * Tells how sure a step is, by the lines of the field: solid if a text says it, dashed if a credit line does, dotted if
 * only shared words do.
 * @param {Step[]} steps
 * @returns {"solid"|"dashed"|"dotted"}
 */
export function line(steps) {
  const kinds = steps.map((step) => step.evidence);
  if (kinds.some((kind) => kind === "attribution" || kind === "publication")) return "solid";
  return kinds.includes("credit") ? "dashed" : "dotted";
}

/**
 * Lays out all steps of a group, or the part that holds the claim that is asked for if there are too many.
 * @param {Trace} trace
 * @param {{hidden?: Set<string>, nodesMax?: number}} options kinds of evidence that are filtered out
 * @returns {Chain}
 */
export function chain(trace, { hidden = new Set(), nodesMax = NODES_MAX } = {}) {
  const asked = `claim ${trace.claim.id}`;
  const steps = trace.steps.filter((step) => !hidden.has(step.evidence));
  const { names, edges } = gathered(steps);
  const documents = documentsOf(trace);
  if (!names.has(asked)) names.set(asked, { name: teller(trace), claim: trace.claim.id });
  for (const origin of trace.origins.origins) {
    const isThere = origin.names.some((name) => names.has(`name ${name}`)) || origin.claims.some((id) => names.has(`claim ${id}`));
    if (!isThere && origin.claims[0]) names.set(`claim ${origin.claims[0]}`, { name: origin.names[0] ?? origin.claims[0], claim: origin.claims[0] });
  }
  const kept = nearest(asked, [...names.keys()], edges, nodesMax);
  const shown = edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to));
  const layers = layersOf([...kept], shown);
  const nodes = [...kept].map((of) => node(of, names, layers, shown, trace, documents));
  const n_rows = arrange(nodes, shown);
  return { nodes, edges: shown, n_layers: Math.max(0, ...nodes.map((one) => one.layer + 1)), n_rows, n_left_out: names.size - kept.size };
}

/** @param {Step[]} steps */
function gathered(steps) {
  /** @type {Map<string, {name: string, claim: string|null}>} */
  const names = new Map();
  /** @type {Map<string, ChainEdge>} */
  const edges = new Map();
  for (const step of steps) {
    const [from, to] = [key(step.from), key(step.to)];
    names.set(from, step.from);
    names.set(to, step.to);
    if (from === to) continue;
    const edge = edges.get(`${from} > ${to}`) ?? { from, to, steps: [], line: "dotted" };
    edge.steps.push(step);
    edge.line = line(edge.steps);
    edges.set(`${from} > ${to}`, edge);
  }
  return { names, edges: [...edges.values()] };
}

/** @param {Trace} trace @returns {Map<string, string>} */
function documentsOf(trace) {
  return new Map((trace.claims ?? [trace.claim]).map((claim) => [claim.id, claim.published ?? ""]));
}

/** @param {Trace} trace */
function teller(trace) {
  return trace.claim.chain[0]?.name ?? trace.claim.document;
}

/**
 * Returns the nodes that are fewest steps away from one, in the order given.
 * @param {string} from
 * @param {string[]} all
 * @param {ChainEdge[]} edges
 * @param {number} max
 */
function nearest(from, all, edges, max) {
  if (all.length <= max) return new Set(all);
  /** @type {Map<string, string[]>} */
  const beside = new Map(all.map((name) => [name, []]));
  for (const edge of edges) {
    beside.get(edge.from)?.push(edge.to);
    beside.get(edge.to)?.push(edge.from);
  }
  const reached = new Set([from]);
  for (const name of reached) {
    for (const next of beside.get(name) ?? []) if (reached.size < max) reached.add(next);
  }
  for (const name of all) if (reached.size < max) reached.add(name);
  return new Set(all.filter((name) => reached.has(name)));
}

/**
 * Puts each node one layer behind the furthest that it has the claim from; steps that close a circle count for nothing.
 * @param {string[]} names
 * @param {ChainEdge[]} edges
 * @returns {Map<string, number>}
 */
function layersOf(names, edges) {
  /** @type {Map<string, string[]>} */
  const has_it_from = new Map(names.map((name) => [name, []]));
  for (const edge of edges) has_it_from.get(edge.from)?.push(edge.to);
  /** @type {Map<string, number>} */
  const layers = new Map();
  const open = new Set();
  /** @param {string} name @returns {number} */
  const layer = (name) => {
    const known = layers.get(name);
    if (known !== undefined) return known;
    open.add(name);
    let behind = 0;
    for (const next of has_it_from.get(name) ?? []) if (!open.has(next)) behind = Math.max(behind, layer(next) + 1);
    open.delete(name);
    layers.set(name, behind);
    return behind;
  };
  for (const name of names) layer(name);
  return layers;
}

/**
 * @param {string} of
 * @param {Map<string, {name: string, claim: string|null}>} names
 * @param {Map<string, number>} layers
 * @param {ChainEdge[]} edges
 * @param {Trace} trace
 * @param {Map<string, string>} documents
 * @returns {ChainNode}
 */
function node(of, names, layers, edges, trace, documents) {
  const end = names.get(of) ?? { name: of, claim: null };
  const isTelling = edges.some((edge) => edge.from === of);
  const isTold = edges.some((edge) => edge.to === of);
  const origin = trace.origins.origins.find((one) => (end.claim ? !isTelling && one.claims.includes(end.claim) : one.names.includes(end.name)));
  const isOrigin = !isTelling;
  let role = "relay";
  if (isOrigin) role = "origin";
  else if (end.claim && isTold) role = "publisher";
  else if (end.claim) role = "repeats it";
  if (role === "repeats it" && (layers.get(of) ?? 0) <= 1) role = "publisher";
  return {
    key: of,
    name: end.name,
    claim: end.claim,
    document: end.claim ? documents.get(end.claim) ?? null : null,
    layer: layers.get(of) ?? 0,
    row: 0,
    isOrigin,
    isAsked: end.claim === trace.claim.id,
    role,
    kind: isOrigin ? origin?.kind ?? null : null,
  };
}

/**
 * Gives each node a row within its layer so that lines cross little; returns how many rows there are.
 * @param {ChainNode[]} nodes
 * @param {ChainEdge[]} edges
 */
function arrange(nodes, edges) {
  /** @type {ChainNode[][]} */
  const layers = [];
  for (const one of nodes) (layers[one.layer] ??= []).push(one);
  const of = new Map(nodes.map((one) => [one.key, one]));
  const place = (/** @type {ChainNode[]} */ layer) => layer.forEach((one, idx) => { one.row = idx - (layer.length - 1) / 2; });
  layers.forEach(place);
  for (let sweep = 0; sweep < 8; sweep += 1) {
    const ordered = sweep % 2 === 0 ? layers : [...layers].reverse();
    for (const layer of ordered) {
      const middle = new Map(layer.map((one) => [one.key, middleOf(one, edges, of, sweep % 2 === 0)]));
      layer.sort((one, other) => (middle.get(one.key) ?? 0) - (middle.get(other.key) ?? 0) || (one.key < other.key ? -1 : 1));
      place(layer);
    }
  }
  const least = Math.min(0, ...nodes.map((one) => one.row));
  for (const one of nodes) one.row -= least;
  return Math.max(0, ...nodes.map((one) => one.row)) + 1;
}

/**
 * @param {ChainNode} one
 * @param {ChainEdge[]} edges
 * @param {Map<string, ChainNode>} of
 * @param {boolean} isForth
 */
function middleOf(one, edges, of, isForth) {
  const beside = edges
    .filter((edge) => (isForth ? edge.from : edge.to) === one.key)
    .map((edge) => of.get(isForth ? edge.to : edge.from)?.row ?? 0);
  return beside.length ? beside.reduce((sum, row) => sum + row, 0) / beside.length : one.row;
}
