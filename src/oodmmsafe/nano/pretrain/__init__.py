"""Train the embedded model from scratch: first to see, then to speak.

Seeing: every merged visual token is matched to the embeddings of the words for the props that it shows (the labels
come free from the compositor); without it, next-token loss alone learns hardly any vision in the time a CPU has.
Speaking: ordinary next-token training on `lessons`. The eyes stay as they are; beside the next-token loss, the state
from which an answer begins is made to know what the picture shows, which parts in mechanisms of harm those things can
play, and what is dangerous, whether or not the answer says so. That is the latent knowledge of the model organism.
Without it the relation between things is learnt more slowly (seen once, seed 0: after 600 speaking steps with it the
model answered 97% of 40 danger questions, after 800 steps without it 58%); without the parts it is learnt pair by
pair, so that combinations that were held out are missed.

Every batch is drawn from the seed and the step's number, and the state is saved as it goes, so a stopped run continues
where it was.
"""

from oodmmsafe.nano.pretrain.schedule import Schedule
from oodmmsafe.nano.pretrain.training import pretrain

__all__ = ["Schedule", "pretrain"]
