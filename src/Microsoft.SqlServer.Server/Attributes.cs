using System.Diagnostics.CodeAnalysis;

namespace Microsoft.SqlServer.Server;

/// <summary>Marks a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How it is serialized.</summary>
    public Format Format { get; } = format;

    /// <summary>The most bytes of a value.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether all values have one length.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether values sort as their bytes do.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method that validates values.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>The type's name in SQL.</summary>
    public string? Name { get; set; }
}

/// <summary>Marks a user-defined aggregate.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = false)]
public sealed class SqlUserDefinedAggregateAttribute(Format format) : Attribute
{
    /// <summary>The most bytes that an aggregate's state may have.</summary>
    public const int MaxByteSizeValue = 8000;

    /// <summary>How it is serialized.</summary>
    public Format Format { get; } = format;

    /// <summary>The most bytes of its state.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether duplicates do not matter.</summary>
    public bool IsInvariantToDuplicates { get; set; }

    /// <summary>Whether nulls do not matter.</summary>
    public bool IsInvariantToNulls { get; set; }

    /// <summary>Whether order does not matter.</summary>
    public bool IsInvariantToOrder { get; set; }

    /// <summary>Whether nothing aggregates to null.</summary>
    public bool IsNullIfEmpty { get; set; }

    /// <summary>The aggregate's name in SQL.</summary>
    public string? Name { get; set; }
}

/// <summary>Marks a user-defined function.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
[SuppressMessage("Performance", "CA1813", Justification = "SqlMethodAttribute derives from it, as in the package.")]
public class SqlFunctionAttribute : Attribute
{
    /// <summary>Whether equal arguments give equal results.</summary>
    public bool IsDeterministic { get; set; }

    /// <summary>Whether it reads user data.</summary>
    public DataAccessKind DataAccess { get; set; }

    /// <summary>Whether it reads system data.</summary>
    public SystemDataAccessKind SystemDataAccess { get; set; }

    /// <summary>Whether it computes without rounding.</summary>
    public bool IsPrecise { get; set; }

    /// <summary>The function's name in SQL.</summary>
    public string? Name { get; set; }

    /// <summary>The columns of a table-valued function.</summary>
    public string? TableDefinition { get; set; }

    /// <summary>The method that fills a row of a table-valued function.</summary>
    public string? FillRowMethodName { get; set; }
}

/// <summary>Marks a method of a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class SqlMethodAttribute : SqlFunctionAttribute
{
    /// <summary>Whether it is called where an argument is null.</summary>
    public bool OnNullCall { get; set; } = true;

    /// <summary>Whether it changes the value.</summary>
    public bool IsMutator { get; set; }

    /// <summary>Whether it is called where the value is null.</summary>
    public bool InvokeIfReceiverIsNull { get; set; }
}

/// <summary>Says what the SQL type of a member or parameter looks like.</summary>
[AttributeUsage(
    AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.ReturnValue | AttributeTargets.Parameter,
    AllowMultiple = false,
    Inherited = false)]
public sealed class SqlFacetAttribute : Attribute
{
    /// <summary>Whether all values have one length.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>The most characters or bytes.</summary>
    public int MaxSize { get; set; }

    /// <summary>The number of decimal digits.</summary>
    public int Precision { get; set; }

    /// <summary>The number of digits after the point.</summary>
    public int Scale { get; set; }

    /// <summary>Whether null is allowed.</summary>
    public bool IsNullable { get; set; }
}
