// Draws the way of a claim from left to right: origin, relay, publisher, who repeats it. A line opens the words that prove it.
// Nodes are HTML, so that names wrap and can be read out; only the lines are SVG.

import { chain, NODES_MAX } from "../logic/chain.js";
import * as days from "../logic/days.js";
import { of } from "../logic/route.js";
import { n } from "../logic/standing.js";
import { plain } from "../logic/visible.js";
import { html, useLayoutEffect, useMemo, useRef, useState } from "./html.js";
import { Place, Quote, Words } from "./words.js";

/** @typedef {import("../logic/contract.js").Trace} Trace */
/** @typedef {import("../logic/chain.js").ChainNode} ChainNode */
/** @typedef {import("../logic/chain.js").ChainEdge} ChainEdge */

const NODE_WIDTH_MIN = 148;
const NODE_WIDTH_DOWN_MIN = 96;
const NODE_WIDTH_MAX = 216;
const NODE_HEIGHT = 84;
const GAP_MIN = 56;
const GAP_MAX = 150;
const ROW_GAP = 24;
/** On less room the way goes down the page. */
const ACROSS_MIN = 640;

const KINDS = [["attribution", "said in words"], ["publication", "published"], ["credit", "credit line"], ["copy", "shared words"]];
const LINES = { solid: "a text says so", dashed: "a credit line says so", dotted: "only shared words and days tell it" };

/** @param {{trace: Trace}} properties */
export function ChainDrawing({ trace }) {
  const [hidden, setHidden] = useState(/** @type {Set<string>} */ (new Set()));
  const [open, setOpen] = useState(/** @type {string|null} */ (null));
  const [width, setWidth] = useState(900);
  const place = useRef(/** @type {HTMLElement|null} */ (null));
  useLayoutEffect(() => {
    if (!place.current) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry.contentRect.width)));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  const drawn = useMemo(() => chain(trace, { hidden }), [trace, hidden]);
  const size = useMemo(() => sized(drawn, width), [drawn, width]);
  const kinds = KINDS.filter(([kind]) => trace.steps.some((step) => step.evidence === kind));
  const edge = drawn.edges.find((one) => keyOf(one) === open) ?? null;
  const toggle = (/** @type {string} */ kind) => setHidden((before) => {
    const after = new Set(before);
    if (!after.delete(kind)) after.add(kind);
    return after;
  });
  return html`<section class="block chain-block"><div class="block-head"><h2>Where it comes from</h2>
      ${kinds.length > 1 && html`<div class="toggles" role="group" aria-label="Kinds of steps">${kinds.map(([kind, label]) => html`<button key=${kind} class="toggle" aria-pressed=${!hidden.has(kind)} onClick=${() => toggle(kind)}>${label}</button>`)}</div>`}
    </div>
    ${drawn.n_left_out > 0 && html`<p class="block-note">${n(drawn.n_left_out, "stop is", "stops are")} left out: no more than ${NODES_MAX} can be read. Take away a kind of step, or follow one of the claims below.</p>`}
    <div class="chain" ref=${place} tabindex="0" role="group" aria-label="From left to right: from the origin to who repeats it">
      <div class="chain-inside" style=${{ width: `${size.width}px`, height: `${size.height}px` }}>
        <svg class="chain-lines" width=${size.width} height=${size.height} aria-hidden="true">
          <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0.5 7 4 0 7.5z" /></marker></defs>
          ${drawn.edges.map((one) => html`<g key=${keyOf(one)} class=${`edge edge-${one.line} ${keyOf(one) === open ? "edge-open" : ""}`} onClick=${() => setOpen(keyOf(one))}>
            <path class="edge-hit" d=${curve(one, drawn.nodes, size)} /><path class="edge-line" d=${curve(one, drawn.nodes, size)} marker-end="url(#arrow)" /></g>`)}
        </svg>
        ${drawn.edges.map((one) => html`<${EdgeButton} key=${keyOf(one)} edge=${one} nodes=${drawn.nodes} size=${size} isOpen=${keyOf(one) === open} open=${() => setOpen(keyOf(one) === open ? null : keyOf(one))} />`)}
        ${drawn.nodes.map((node) => html`<${Node} key=${node.key} node=${node} size=${size} />`)}
      </div>
    </div>
    <p class="legend">${Object.entries(LINES).filter(([line]) => drawn.edges.some((one) => one.line === line)).map(([line, words]) => html`<span class="legend-line" key=${line}><svg width="34" height="8" aria-hidden="true"><path class=${`edge-line legend-${line}`} d="M1 4H33" /></svg>${words}</span>`)}
      ${drawn.edges.length > 0 ? html`<span class="quiet">Open a line for the words that prove it.</span>` : html`<span class="quiet">The documents do not say where it comes from.</span>`}</p>
    ${edge && html`<${Proof} edge=${edge} nodes=${drawn.nodes} close=${() => setOpen(null)} />`}
    <${Steps} edges=${drawn.edges} nodes=${drawn.nodes} />
  </section>`;
}

/** @param {ChainEdge} edge */
function keyOf(edge) {
  return `${edge.from} > ${edge.to}`;
}

/** @typedef {{layer: number, row: number}} Stop a node, or where a line passes a layer */
/** @typedef {{left: number, top: number, width: number, height: number}} Box */
/** @typedef {{width: number, height: number, isDown: boolean, boxes: Map<Stop, Box>}} Size */

/** Where a line passes, it takes little room. */
const BEND = 18;

/** @param {import("../logic/chain.js").Chain} drawn @param {number} room @returns {Size} */
function sized(drawn, room) {
  /** @type {Stop[][]} */
  const layers = Array.from({ length: Math.max(drawn.n_layers, 1) }, () => []);
  for (const stop of [...drawn.nodes, ...drawn.edges.flatMap((edge) => edge.bends)]) layers[stop.layer].push(stop);
  const isNode = (/** @type {Stop} */ stop) => "key" in stop && "name" in stop;
  const isDown = room < ACROSS_MIN;
  const between = isDown ? 12 : ROW_GAP;
  const fitting = layers.map((layer) => {
    const n_nodes = layer.filter(isNode).length;
    return (room - 12 - (layer.length - n_nodes) * BEND - (layer.length - 1) * between) / Math.max(n_nodes, 1);
  });
  let node = Math.min(NODE_WIDTH_MAX, Math.max(NODE_WIDTH_DOWN_MIN, Math.min(...fitting)));
  let gap = GAP_MIN;
  if (!isDown) {
    const n = layers.length;
    gap = n > 1 ? Math.min(GAP_MAX, Math.max(GAP_MIN, (room - 4 - NODE_WIDTH_MAX * n) / (n - 1))) : 0;
    node = Math.min(NODE_WIDTH_MAX, Math.max(NODE_WIDTH_MIN, (room - 4 - gap * (n - 1)) / n));
  }
  const across = (/** @type {Stop} */ stop) => (isNode(stop) ? (isDown ? node : NODE_HEIGHT) : BEND);
  const sum = (/** @type {Stop[]} */ layer) => layer.reduce((total, stop) => total + across(stop) + between, -between);
  const widest = Math.max(...layers.map(sum));
  /** @type {Map<Stop, Box>} */
  const boxes = new Map();
  layers.forEach((layer, idx) => {
    let at = 4 + (widest - sum(layer)) / 2;
    const along = 2 + idx * ((isDown ? NODE_HEIGHT : node) + gap);
    for (const stop of layer.sort((one, other) => one.row - other.row)) {
      const [width, height] = isDown ? [across(stop), NODE_HEIGHT] : [node, across(stop)];
      boxes.set(stop, isDown ? { left: at, top: along, width, height } : { left: along, top: at, width, height });
      at += across(stop) + between;
    }
  });
  const length = Math.ceil(layers.length * ((isDown ? NODE_HEIGHT : node) + gap) - gap + 4);
  return { width: isDown ? Math.ceil(widest + 8) : length, height: isDown ? length : Math.ceil(widest + 8), isDown, boxes };
}

/** @param {Stop} stop @param {Size} size @returns {Box} */
function boxOf(stop, size) {
  return size.boxes.get(stop) ?? { left: 0, top: 0, width: 0, height: 0 };
}

/** @typedef {{x1: number, y1: number, x2: number, y2: number}} Piece from one layer to the next */

/** The pieces of a line, and whether it leads back. @param {ChainEdge} edge @param {ChainNode[]} nodes @param {Size} size */
function piecesOf(edge, nodes, size) {
  const from = nodes.find((one) => one.key === edge.to);
  const to = nodes.find((one) => one.key === edge.from);
  if (!from || !to) return { pieces: [], isBack: false };
  const stops = [from, ...edge.bends, to];
  /** @type {Piece[]} */
  const pieces = stops.slice(1).map((stop, idx) => {
    const [one, other] = [boxOf(stops[idx], size), boxOf(stop, size)];
    const short = stop === to ? 2 : 0;
    if (size.isDown) return { x1: one.left + one.width / 2, y1: one.top + one.height, x2: other.left + other.width / 2, y2: other.top - short };
    return { x1: one.left + one.width, y1: one.top + one.height / 2, x2: other.left - short, y2: other.top + other.height / 2 };
  });
  return { pieces, isBack: to.layer <= from.layer };
}

/** From whom it is had, at the left, to who has it. @param {ChainEdge} edge @param {ChainNode[]} nodes @param {Size} size */
function curve(edge, nodes, size) {
  const { pieces, isBack } = piecesOf(edge, nodes, size);
  if (isBack) {
    const [at] = pieces;
    if (size.isDown) return `M${at.x1} ${at.y1}C${at.x1} ${at.y1 + 46},${at.x2} ${at.y2 - 46},${at.x2} ${at.y2}`;
    const low = Math.max(at.y1, at.y2) + NODE_HEIGHT / 2 + 12;
    return `M${at.x1} ${at.y1}C${at.x1 + 46} ${low},${at.x2 - 46} ${low},${at.x2} ${at.y2}`;
  }
  return pieces.map((at, idx) => {
    const bend = Math.max(18, (size.isDown ? at.y2 - at.y1 : at.x2 - at.x1) / 2);
    const begin = `${idx === 0 ? "M" : "L"}${at.x1} ${at.y1}`;
    if (size.isDown) return `${begin}C${at.x1} ${at.y1 + bend},${at.x2} ${at.y2 - bend},${at.x2} ${at.y2}`;
    return `${begin}C${at.x1 + bend} ${at.y1},${at.x2 - bend} ${at.y2},${at.x2} ${at.y2}`;
  }).join("");
}

/** @param {{node: ChainNode, size: Size}} properties */
function Node({ node, size }) {
  const { left, top, width, height } = boxOf(node, size);
  const style = { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
  const inside = html`<span class="node-role">${node.isAsked ? "this claim" : node.role}</span>
    <span class="node-name"><${Words} text=${node.name} /></span>
    <span class="node-more">${node.claim ? html`<${Words} text=${node.claim} />${node.document ? `, ${days.words(node.document)}` : ""}` : node.kind ?? ""}</span>`;
  const kind = `node ${node.isOrigin ? "node-origin" : ""} ${node.isAsked ? "node-asked" : ""}`;
  return node.claim ? html`<a class=${kind} style=${style} href=${of("claim", node.claim)}>${inside}</a>` : html`<div class=${kind} style=${style}>${inside}</div>`;
}

/** What a line stands for, as a button at its middle. @param {{edge: ChainEdge, nodes: ChainNode[], size: Size, isOpen: boolean, open: () => void}} properties */
function EdgeButton({ edge, nodes, size, isOpen, open }) {
  const { pieces, isBack } = piecesOf(edge, nodes, size);
  const at = pieces[Math.floor(pieces.length / 2)];
  if (!at) return null;
  const style = { left: `${(at.x1 + at.x2) / 2}px`, top: `${isBack ? Math.max(at.y1, at.y2) + NODE_HEIGHT / 2 : (at.y1 + at.y2) / 2}px` };
  const [from, to] = [nodes.find((one) => one.key === edge.from)?.name, nodes.find((one) => one.key === edge.to)?.name];
  return html`<button class=${`edge-button ${isOpen ? "edge-button-open" : ""}`} style=${style} aria-expanded=${isOpen} onClick=${open} aria-label=${plain(`${from} has it from ${to}: the words that prove it`)}><span aria-hidden="true">”</span></button>`;
}

/** @param {{edge: ChainEdge, nodes: ChainNode[], close: () => void}} properties */
function Proof({ edge, nodes, close }) {
  return html`<div class="proof" role="region" aria-label="The words that prove it">
    <div class="proof-head"><${StepTitle} edge=${edge} nodes=${nodes} /><button class="link" onClick=${close}>close</button></div>
    ${edge.steps.map((step, idx) => html`<${StepWords} key=${idx} step=${step} />`)}
  </div>`;
}

/** @param {{edge: ChainEdge, nodes: ChainNode[]}} properties */
function StepTitle({ edge, nodes }) {
  const name = (/** @type {string} */ key) => nodes.find((one) => one.key === key)?.name ?? key;
  return html`<p class="step-title"><strong><${Words} text=${name(edge.from)} /></strong> has it from <strong><${Words} text=${name(edge.to)} /></strong></p>`;
}

/** @param {{step: import("../logic/contract.js").Step}} properties */
function StepWords({ step }) {
  const span = step.spans.length ? /** @type {[number, number]} */ ([Math.min(...step.spans.map((one) => one[0])), Math.max(...step.spans.map((one) => one[1]))]) : null;
  return html`<div class="step-words"><p><${Quote} text=${step.words} /></p><p class="quiet">${KINDS.find(([kind]) => kind === step.evidence)?.[1] ?? step.evidence}, in <${Place} document=${step.document} span=${span} />: <${Words} text=${step.because} /></p></div>`;
}

/** All steps as a list, for paper and for who cannot see the drawing. @param {{edges: ChainEdge[], nodes: ChainNode[]}} properties */
function Steps({ edges, nodes }) {
  if (edges.length === 0) return null;
  return html`<details class="steps"><summary>${edges.length === 1 ? "The step in words" : `All ${edges.length} steps in words`}</summary><ol>
    ${edges.map((edge) => html`<li key=${keyOf(edge)}><${StepTitle} edge=${edge} nodes=${nodes} />${edge.steps.map((step, idx) => html`<${StepWords} key=${idx} step=${step} />`)}</li>`)}
  </ol></details>`;
}
