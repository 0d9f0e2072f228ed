using System.Reflection;

namespace AiBom.Testing.PublicApi;

/// <summary>
/// The public interface of a package is a file that is reviewed: <c>PublicApi.txt</c> beside its project. With
/// <c>AIBOM_WRITE_PUBLIC_API=1</c> in the environment it is written anew instead of compared.
/// </summary>
public static class ApprovedApi
{
    private const string Switch = "AIBOM_WRITE_PUBLIC_API";

    /// <summary>The declarations in the file of an assembly, and those that it has now.</summary>
    public static (string Approved, string Actual) Of(Assembly assembly)
    {
        string file = Repository.At($"src/{assembly.GetName().Name}/PublicApi.txt");
        string actual = $"# Run the tests with {Switch}=1 to write this file anew, and review the difference.\n\n"
            + $"{Declarations.Of(assembly)}\n";
        if (Environment.GetEnvironmentVariable(Switch) is "1")
        {
            File.WriteAllText(file, actual);
        }

        return (File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "", actual);
    }
}
