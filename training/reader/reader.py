"""The accurate reader's model: an encoder, a role head over all attributions, an argument head that sees one cue, a name head;
roles and arguments are decoded by linear-chain conditional random fields (Lafferty, McCallum and Pereira, 2001)."""

import torch
from torch import nn
from torch.nn import functional as F

from encoder import Dropout
from labels import MAY_BEGIN, MAY_FOLLOW, N_BORDERS, N_LABELS
from passages import NAMES

NEVER = -1e4
# Width of the argument head.
WIDTH = 192
N_DISTANCES, N_SENTENCES = 24, 7


@torch.no_grad()
def forward_backward(scores, weights, borders, is_word, may_follow, may_begin):
    """The logarithm of the sum over all labellings, the probability of each label at each word, and of each pair of labels at
    each border: (rows), (rows, words, labels), (rows, words - 1, labels, labels)."""
    factors = (weights.exp() * may_follow)[borders]
    highest = scores.max(-1).values
    emitted = (scores - highest[..., None]).exp()
    n_words = scores.shape[1]
    value = emitted[:, 0] * may_begin
    log_sum = value.sum(-1).log() + highest[:, 0]
    value = value / value.sum(-1, keepdim=True)
    forward, backward = [value], [torch.ones_like(value)]
    for idx in range(1, n_words):
        following = torch.einsum("bi,bij->bj", value, factors[:, idx]) * emitted[:, idx]
        total = following.sum(-1)
        keep = is_word[:, idx]
        value = torch.where(keep[:, None], following / total[:, None], value)
        log_sum = log_sum + torch.where(keep, total.log() + highest[:, idx], 0.0)
        forward.append(value)
    for idx in range(n_words - 1, 0, -1):
        before = torch.einsum("bij,bj->bi", factors[:, idx], emitted[:, idx] * backward[-1])
        before = before / before.sum(-1, keepdim=True)
        backward.append(torch.where(is_word[:, idx, None], before, backward[-1]))
    forward, backward = torch.stack(forward, 1), torch.stack(backward[::-1], 1)
    single = forward * backward
    single = single / single.sum(-1, keepdim=True) * is_word[..., None]
    pairs = forward[:, :-1, :, None] * factors[:, 1:] * (emitted * backward)[:, 1:, None, :]
    pairs = pairs / pairs.sum((-1, -2), keepdim=True).clamp(min=1e-30) * is_word[:, 1:, None, None]
    return log_sum, single, pairs


class LogSum(torch.autograd.Function):
    """The logarithm of the sum over all labellings, its slopes taken from the forward-backward algorithm."""

    @staticmethod
    def forward(context, scores, weights, borders, is_word, may_follow, may_begin):
        log_sum, single, pairs = forward_backward(scores, weights, borders, is_word, may_follow, may_begin)
        context.save_for_backward(single, pairs, borders)
        return log_sum

    @staticmethod
    def backward(context, slope):
        single, pairs, borders = context.saved_tensors
        pairs = pairs * slope[:, None, None, None]
        weights = torch.zeros(N_BORDERS, N_LABELS, N_LABELS).index_add_(0, borders[:, 1:].flatten(), pairs.flatten(0, 1))
        return single * slope[:, None, None], weights, None, None, None, None


class Chain(nn.Module):
    def __init__(self):
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(N_BORDERS, N_LABELS, N_LABELS))
        self.register_buffer("may_follow", torch.from_numpy(MAY_FOLLOW), persistent=False)
        self.register_buffer("may_begin", torch.from_numpy(MAY_BEGIN), persistent=False)

    def transitions(self):
        return self.weights.masked_fill(~self.may_follow, NEVER)

    def _first(self, scores):
        return scores[:, 0].masked_fill(~self.may_begin, NEVER)

    def log_sum(self, scores, borders, is_word):
        return LogSum.apply(scores, self.weights, borders, is_word, self.may_follow, self.may_begin)

    def gold(self, scores, borders, is_word, labels):
        table = self.transitions()
        emitted = scores.gather(2, labels[..., None])[..., 0]
        moved = table[borders[:, 1:], labels[:, :-1], labels[:, 1:]]
        return (emitted * is_word).sum(1) + (moved * is_word[:, 1:]).sum(1)

    def loss(self, scores, borders, is_word, labels, taught=None):
        """The negative log-likelihood of each sequence.

        `taught` is what a teacher expects, and its share in each sequence: (probability of each label at each word, of each pair
        at each border, share). The labels then count for the rest: the loss is the cross-entropy from the mix of the two to
        this chain, summed over whole labellings (Wang et al., 2020)."""
        aim = self.gold(scores, borders, is_word, labels)
        if taught is not None:
            single, pairs, share = taught
            expected = (scores * single).sum((1, 2)) + (self.transitions()[borders[:, 1:]] * pairs).sum((1, 2, 3))
            aim = (1 - share) * aim + share * expected
        return self.log_sum(scores, borders, is_word) - aim

    def taught(self, scores, borders, is_word, share):
        """What this chain, as a teacher, expects."""
        _, single, pairs = forward_backward(scores, self.weights, borders, is_word, self.may_follow, self.may_begin)
        return single, pairs, share

    def marginals(self, scores, borders, is_word):
        """The probability of each label at each word."""
        return forward_backward(scores, self.weights, borders, is_word, self.may_follow, self.may_begin)[1]

    @torch.no_grad()
    def best(self, scores, borders, is_word):
        """The best labelling of each sequence (Viterbi, 1967)."""
        table, total, back = self.transitions(), self._first(scores), []
        for idx in range(1, scores.shape[1]):
            value, origin = (total[:, :, None] + table[borders[:, idx]]).max(1)
            keep = is_word[:, idx, None]
            back.append(torch.where(keep, origin, torch.arange(N_LABELS).expand_as(origin)))
            total = torch.where(keep, value + scores[:, idx], total)
        label = total.argmax(1)
        labels = [label]
        for origin in reversed(back):
            label = origin.gather(1, label[:, None])[:, 0]
            labels.append(label)
        return torch.stack(labels[::-1], 1)


def distance_class(offset):
    """Signed distance in words, in classes 0 to 23; 0 stands in the cue, at 12."""
    size = offset.abs()
    edges = torch.tensor([1, 2, 3, 4, 5, 7, 10, 15, 25, 45, 80])
    return 12 + torch.sign(offset) * torch.bucketize(size, edges, right=True)


class Reader(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        width = encoder.width
        self.roles, self.role_chain = nn.Linear(width, N_LABELS), Chain()
        self.role_marginals = nn.Linear(N_LABELS, N_LABELS, bias=False)
        nn.init.zeros_(self.role_marginals.weight)
        self.names, self.factuality, self.hedges = nn.Linear(width, len(NAMES)), nn.Linear(width, 1), nn.Linear(width, 1)
        self.word_in, self.cue_in = nn.Linear(width, 2 * WIDTH), nn.Linear(width, 2 * WIDTH)
        self.role_in = nn.Linear(N_LABELS, WIDTH)
        self.distances, self.sentences = nn.Embedding(N_DISTANCES, WIDTH), nn.Embedding(N_SENTENCES, WIDTH)
        self.mix, self.arguments, self.argument_chain = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, N_LABELS), Chain()
        self.dropout = Dropout()

    def encode(self, batch):
        """A vector a word, and the scores of its roles."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not torch.cuda.is_available()):
            pieces = self.encoder(
                batch.pieces, batch.is_piece, batch.first, batch.shapes, batch.opens, batch.quotes, batch.marginals
            )
        pieces = pieces.float()
        words = pieces.gather(1, batch.first_of[..., None].expand(-1, -1, pieces.shape[2]))
        places = batch.first_of[..., None].expand(-1, -1, N_LABELS)
        opinion = torch.log(batch.marginals.gather(1, places) + 0.01)
        words = self.dropout(words)
        return words, self.roles(words) + self.role_marginals(opinion)

    def argue(self, words, roles, batch, cues):
        """The scores of each word's labels as seen from each of `cues`: (row, begin, end)."""
        rows = torch.tensor([cue[0] for cue in cues])
        begins, ends = torch.tensor([cue[1] for cue in cues]), torch.tensor([cue[2] for cue in cues])
        places = torch.arange(words.shape[1])[None, :]
        inside = (places >= begins[:, None]) & (places < ends[:, None])
        cue = (words.index_select(0, rows) * inside[..., None]).sum(1) / inside.sum(1, keepdim=True)
        offset = torch.where(places < begins[:, None], places - begins[:, None], (places - ends[:, None] + 1).clamp(min=0))
        sentences = (batch.sentences[rows] - batch.sentences[rows, begins][:, None]).clamp(-3, 3) + 3
        # `index_select`, whose slopes are summed much faster than those of brackets.
        word_add, word_times = self.word_in(words).index_select(0, rows).chunk(2, -1)
        cue_add, cue_times = self.cue_in(cue)[:, None].chunk(2, -1)
        opinion = self.role_in(F.softmax(roles.detach(), -1)).index_select(0, rows)
        hidden = word_add + cue_add + word_times * cue_times + opinion
        hidden = F.gelu(hidden + self.distances(distance_class(offset)) + self.sentences(sentences))
        hidden = F.gelu(self.mix(self.dropout(hidden)))
        return self.arguments(hidden), rows


def likely_cues(likely, is_word, threshold):
    """Runs of words whose probability of being part of a cue passes the threshold; `likely` is (rows, words, 2): begin, inside."""
    found = []
    begin, inside = likely[..., 0], likely[..., 1]
    cue = ((begin + inside) > threshold) & is_word
    for row, idx in cue.nonzero().tolist():
        if found and found[-1][0] == row and found[-1][2] == idx and inside[row, idx] >= begin[row, idx]:
            found[-1][2] += 1
        else:
            found.append([row, idx, idx + 1])
    return [tuple(cue) for cue in found]
