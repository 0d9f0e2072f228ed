namespace AiBom.Storage.Journal;

/// <summary>What an entry names by digest and is recorded with it.</summary>
public abstract class EntryContent
{
    private protected EntryContent()
    {
    }

    internal abstract ContentRow[] ToRows();
}
