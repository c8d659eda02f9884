namespace Transcoder.Chaos.Tests.Plan;

/// <summary>Deals cards in random order, every card once before any comes again: so rare ones come in short runs, too.</summary>
internal sealed class ShuffledDeck<T>(Random random, IReadOnlyList<T> cards)
{
    private readonly Queue<T> _left = new();

    public T Deal()
    {
        if (_left.Count == 0)
        {
            var round = cards.ToArray();
            random.Shuffle(round);
            foreach (var card in round)
            {
                _left.Enqueue(card);
            }
        }

        return _left.Dequeue();
    }
}
