using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>The classes of a base snapshot at one level of assurance: two numbers a key.</summary>
internal sealed class ClassTable
{
    private readonly int[] _representatives;
    private readonly int[] _next;

    private ClassTable(int maxId)
    {
        _representatives = new int[maxId + 1];
        _next = new int[maxId + 1];
        for (int id = 0; id <= maxId; id++)
        {
            _representatives[id] = id;
            _next[id] = id;
        }
    }

    public int Representative(int id) => id < _representatives.Length ? _representatives[id] : id;

    /// <summary>The next key of the class; following it comes back to the start.</summary>
    public int Next(int id) => id < _next.Length ? _next[id] : id;

    public static ClassTable Build(View view, int maxId, Assurance level)
    {
        ClassTable table = new(maxId);
        ClassResolver resolver = new();
        bool[] seen = new bool[maxId + 1];
        for (int id = 1; id <= maxId; id++)
        {
            if (seen[id] || view.SameAs(id, level).IsEmpty)
            {
                continue;
            }

            resolver.ReadComponent(view, id, level);
            resolver.Resolve(level);
            foreach (int key in resolver.Keys)
            {
                seen[key] = true;
            }

            foreach (KeyClass found in KeyClass.Of(view, resolver))
            {
                table.Add(found);
            }
        }

        return table;
    }

    private void Add(KeyClass found)
    {
        for (int i = 0; i < found.Members.Length; i++)
        {
            _representatives[found.Members[i]] = found.Representative;
            _next[found.Members[i]] = found.Members[(i + 1) % found.Members.Length];
        }
    }
}
