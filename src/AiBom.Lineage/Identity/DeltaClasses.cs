using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>Resolves again what the last batch's <c>SAME_AS</c> statements touched, at every level.</summary>
internal static class DeltaClasses
{
    public static Delta Resolve(BaseSnapshot origin, Delta delta)
    {
        int[] touched =
        [
            .. delta.LastBatch!.Added
                .Where(statement => statement.Kind is EdgeKind.SameAs)
                .Select(statement => statement.Subject),
        ];
        if (touched.Length is 0)
        {
            return delta;
        }

        View view = View.OfKeys(origin, delta);
        SparseVector<KeyClasses>.Editor classes = new(delta.Classes);
        ClassResolver resolver = new();
        HashSet<int> done = [];
        foreach (int id in touched)
        {
            if (done.Contains(id))
            {
                continue;
            }

            resolver.ReadComponent(view, id, Assurance.Asserted);
            done.UnionWith(resolver.Keys.ToArray());
            foreach ((int key, KeyClasses of) in ResolveComponent(view, resolver))
            {
                classes[key] = of;
            }
        }

        return delta with { Classes = classes.ToVector() };
    }

    private static Dictionary<int, KeyClasses> ResolveComponent(View view, ClassResolver resolver)
    {
        Dictionary<int, KeyClasses> classes = [];
        foreach (int key in resolver.Keys)
        {
            classes.Add(key, new KeyClasses());
        }

        for (Assurance level = Assurance.Asserted; level <= Assurance.Verified; level++)
        {
            resolver.Resolve(level);
            foreach (KeyClass found in KeyClass.Of(view, resolver))
            {
                foreach (int member in found.Members)
                {
                    classes[member][level] = found;
                }
            }
        }

        return classes;
    }
}
