using AiBom.Testing.Signing;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Tests.ModelSigning;

/// <summary>The files of a model against its manifest: each case changes one thing of a sound model.</summary>
public sealed class ModelFolderTests
{
    private static readonly (string, string)[] Files =
        [("config.json", "{}"), ("sub/weights.bin", "0123456789"), (".hidden", "h")];

    [Fact]
    public async Task A_model_as_it_was_signed_is_valid() =>
        Assert.Equal("Valid", await VerdictAsync(_ => { }));

    [Fact]
    public async Task A_changed_file_is_named() => Assert.Equal(
        "Changed FILE_CHANGED config.json", await VerdictAsync(model => model.Write("config.json", "{ }")));

    [Fact]
    public async Task A_missing_file_is_named() => Assert.Equal(
        "Changed FILE_MISSING sub/weights.bin",
        await VerdictAsync(model => File.Delete(Path.Combine(model.Root, "sub/weights.bin"))));

    [Fact]
    public async Task An_unlisted_file_is_named_hidden_or_not() => Assert.Equal(
        "Changed FILE_EXTRA .more FILE_EXTRA sub/handler.py",
        await VerdictAsync(model =>
        {
            model.Write("sub/handler.py", "import os");
            model.Write(".more", "");
        }));

    [Fact]
    public async Task Another_case_or_another_normal_form_is_another_name()
    {
        using ModelCase model = ModelCase.Of(("caf\u00e9", "x"), ("README", "y"));

        Assert.Equal(
            "Changed FILE_EXTRA README FILE_MISSING Readme FILE_MISSING cafe\u0301 FILE_EXTRA caf\u00e9",
            await model.VerdictAsync(ModelDraft.Of(("cafe\u0301", "x"), ("Readme", "y"))));
    }

    [Fact]
    public async Task Every_difference_is_found_at_once_and_says_what_was_signed()
    {
        using ModelCase model = ModelCase.Of(Files);
        model.Write("config.json", "[]");
        model.Write("extra", "");
        File.Delete(Path.Combine(model.Root, ".hidden"));

        ModelReport report = await model.ReportAsync(ModelDraft.Of(Files));

        Assert.Equal((1, 3), (report.Content!.Verified, report.Content.Wrong));
        ModelFile changed = report.Content.Files.Single(file => file.Status is ModelFileStatus.Changed);
        Assert.Equal(
            "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", changed.Expected);
        Assert.Equal(
            "sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945", changed.Found);
        Assert.Equal("/predicate/resources/0", changed.ToFinding().Pointer);
    }

    [Fact]
    public async Task What_lies_under_an_ignored_path_is_reported_as_unverified() => Assert.Equal(
        "Valid FILE_UNVERIFIED .git FILE_UNVERIFIED cache",
        await VerdictAsync(
            model =>
            {
                model.Write(".git/HEAD", "x");
                model.Write(".git/objects/aa", "y");
                model.Write("cache/deep/file", "z");
                model.Write("model.sig", "{}");
            },
            ignorePaths: "cache"));

    [Theory]
    [InlineData("sub/.git/HEAD")]
    [InlineData("cached/file")]
    [InlineData("sub/cache/file")]
    [InlineData("sub/model.sig")]
    public async Task An_ignored_path_is_exact_and_from_the_root(string name) => Assert.Equal(
        $"Changed FILE_EXTRA {name}",
        await VerdictAsync(model => model.Write(name, "x"), ignorePaths: "cache"));

    [Fact]
    public async Task Ignoring_a_signed_file_does_not_keep_it_from_being_checked() => Assert.Equal(
        "Changed FILE_CHANGED config.json",
        await VerdictAsync(model => model.Write("config.json", "changed"), ignorePaths: "config.json"));

    [Fact]
    public async Task The_signer_may_leave_paths_out()
    {
        using ModelCase model = ModelCase.Of([.. Files, ("ignore-me", "x")]);
        ModelDraft draft = ModelDraft.Of(Files);

        Assert.Equal("Changed FILE_EXTRA ignore-me", await model.VerdictAsync(draft));
        Assert.Equal(
            "Valid FILE_UNVERIFIED ignore-me",
            await model.VerdictAsync(draft with { Serialization = ModelDraft.Files("sha256", "ignore-me") }));
    }

    [Theory]
    [InlineData("weights.bin")]
    [InlineData(".")]
    public async Task A_model_of_one_file_goes_by_its_name_or_by_a_dot(string name)
    {
        using ModelCase model = ModelCase.Of(("weights.bin", "w"));

        Assert.Equal("Valid", await model.VerdictAsync(ModelDraft.Of((name, "w")), at: "weights.bin"));
        Assert.Equal(
            $"Changed FILE_CHANGED {name}", await model.VerdictAsync(ModelDraft.Of((name, "v")), at: "weights.bin"));
    }

    [Fact]
    public async Task A_dot_is_no_file_of_a_folder()
    {
        using ModelCase model = ModelCase.Of(("weights.bin", "w"));

        Assert.Equal(
            "Changed FILE_MISSING . FILE_EXTRA weights.bin", await model.VerdictAsync(ModelDraft.Of((".", "w"))));
    }

    [Fact]
    public async Task A_symbolic_link_is_refused_unless_links_are_allowed()
    {
        static void Link(ModelCase model) => File.CreateSymbolicLink(Path.Combine(model.Root, "link"), "config.json");
        (string, string)[] signed = [.. Files, ("link", "{}")];

        Assert.Equal("Changed FILE_REFUSED link", await VerdictAsync(Link));
        Assert.Equal("Changed FILE_REFUSED link", await VerdictAsync(Link, signed: signed));
        Assert.Equal("Valid", await VerdictAsync(Link, allowSymlinks: true, signed: signed));
        Assert.Equal("Changed FILE_EXTRA link", await VerdictAsync(Link, allowSymlinks: true));
    }

    [Fact]
    public async Task A_link_out_of_the_root_to_a_folder_or_to_nothing_is_refused_also_where_links_are_allowed()
    {
        using ModelCase outside = ModelCase.Of(("secret", "{}"));
        string[] targets = [Path.Combine(outside.Root, "secret"), "../", "sub", "nothing", "/dev/zero", "link"];
        foreach (string target in targets)
        {
            string verdict = await VerdictAsync(
                model => File.CreateSymbolicLink(Path.Combine(model.Root, "link"), target),
                allowSymlinks: true,
                signed: [.. Files, ("link", "{}")]);

            Assert.Equal("Changed FILE_REFUSED link", verdict);
        }
    }

    [Fact]
    public async Task A_folder_that_is_linked_into_the_model_is_not_walked()
    {
        using ModelCase outside = ModelCase.Of(("a", "a"), ("b", "b"));

        Assert.Equal(
            "Changed FILE_REFUSED linked",
            await VerdictAsync(model =>
                Directory.CreateSymbolicLink(Path.Combine(model.Root, "linked"), outside.Root)));
    }

    [Fact]
    public async Task The_model_itself_may_be_reached_by_a_link()
    {
        using ModelCase model = ModelCase.Of(Files);
        using ModelCase other = ModelCase.Of();
        Directory.CreateSymbolicLink(Path.Combine(other.Root, "link"), model.Root);

        Assert.Equal("Valid", await other.VerdictAsync(ModelDraft.Of(Files), at: "link"));
    }

    [Fact]
    public async Task A_pipe_is_refused_without_waiting_for_its_writer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes in folders are a thing of Unix.");

        Assert.Equal(
            "Changed FILE_REFUSED pipe", await VerdictAsync(model => MakePipe(Path.Combine(model.Root, "pipe"))));
        Assert.Equal(
            "Changed FILE_REFUSED config.json",
            await VerdictAsync(model =>
            {
                File.Delete(Path.Combine(model.Root, "config.json"));
                MakePipe(Path.Combine(model.Root, "config.json"));
            }));
    }

    [Fact]
    public async Task A_file_that_became_a_pipe_after_it_was_listed_is_missing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes in folders are a thing of Unix.");
        using ModelCase model = ModelCase.Of(Files);
        MakePipe(Path.Combine(model.Root, "pipe"));
        ModelReport report = new ModelVerifier(ModelCase.Trust(KeyRing.Aurora), ModelCase.At)
            .Verify(ModelCase.Signed(ModelDraft.Of(("pipe", ""))));
        var comparison = new ModelComparison(report.Manifest!, []);
        comparison.Add("pipe", 0);

        ModelContentReport content = await comparison.HashAsync(
            name => NativeFile.OpenRead(Path.Combine(model.Root, name)),
            progress: null,
            TestContext.Current.CancellationToken);

        Assert.Equal(ModelFileStatus.Missing, Assert.Single(content.Files).Status);
    }

    [Fact]
    public async Task A_socket_and_a_name_that_is_no_unicode_are_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Such names are a thing of Unix.");

        using ModelCase model = ModelCase.Of(Files);
        ModelCase.Shell($"cd '{model.Root}' && touch \"$(printf 'a\\377b')\"");
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix,
            System.Net.Sockets.SocketType.Stream,
            System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(model.Root, "s")));

        Assert.Equal(
            "Changed FILE_REFUSED a\uFFFDb FILE_REFUSED s", await model.VerdictAsync(ModelDraft.Of(Files)));
    }

    [Fact]
    public async Task A_name_that_really_has_the_replacement_character_is_a_name_like_any_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Such names are a thing of Unix.");
        (string, string)[] signed = [.. Files, ("a\uFFFDb", "x")];

        Assert.Equal("Valid", await VerdictAsync(model => model.Write("a\uFFFDb", "x"), signed: signed));
        Assert.Equal(
            "Changed FILE_REFUSED a\uFFFDb",
            await VerdictAsync(
                model =>
                {
                    model.Write("a\uFFFDb", "x");
                    ModelCase.Shell($"cd '{model.Root}' && printf y > \"$(printf 'a\\377b')\"");
                },
                signed: signed));
    }

    [Fact]
    public async Task Many_unlisted_files_are_counted_and_only_so_many_listed()
    {
        using ModelCase model = ModelCase.Of(Files);
        for (int i = 0; i < 1_500; i++)
        {
            model.Write($"extra/{i}", "");
        }

        ModelReport report = await model.ReportAsync(ModelDraft.Of(Files));

        Assert.Equal(1_500, report.Content!.Wrong);
        Assert.Equal(Domain.FindingLimits.PerDocument, report.Content.Files.Length);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_the_callers_error()
    {
        using ModelCase model = ModelCase.Of();

        await Assert.ThrowsAsync<FileNotFoundException>(() => model.ReportAsync(ModelDraft.Of(Files), at: "nowhere"));
    }

    [Fact]
    public async Task Progress_rises_to_the_whole()
    {
        string large = new('x', 10_000_000);
        using ModelCase model = ModelCase.Of(("a", large), ("b", large));
        var heard = new Heard();

        ModelReport report = await model.ReportAsync(ModelDraft.Of(("a", large), ("b", large)), progress: heard);

        Assert.Equal(ModelVerdict.Valid, report.Verdict);
        Assert.True(heard.All.Count > 3, $"{heard.All.Count} reports.");
        Assert.All(heard.All, progress => Assert.Equal(20_000_000, progress.BytesTotal));
        Assert.Equal(20_000_000, heard.All.Max(progress => progress.BytesDone));
    }

    [Fact]
    public async Task Hashing_can_be_cancelled()
    {
        string large = new('x', 20_000_000);
        using ModelCase model = ModelCase.Of(("a", large));
        using var source = new CancellationTokenSource();
        ModelReport report = new ModelVerifier(ModelCase.Trust(KeyRing.Aurora), ModelCase.At)
            .Verify(ModelCase.Signed(ModelDraft.Of(("a", large))));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ModelFolder.CompareAsync(
            model.Root,
            report.Manifest!,
            new ModelFolderOptions([]),
            new Heard(_ => source.Cancel()),
            source.Token));
    }

    private static async Task<string> VerdictAsync(
        Action<ModelCase> change,
        bool allowSymlinks = false,
        (string, string)[]? signed = null,
        params string[] ignorePaths)
    {
        using ModelCase model = ModelCase.Of(Files);
        change(model);
        return await model.VerdictAsync(ModelDraft.Of(signed ?? Files), null, allowSymlinks, ignorePaths);
    }

    private static void MakePipe(string path) => ModelCase.Shell($"mkfifo '{path}'");

    private sealed class Heard(Action<ModelProgress>? then = null) : IProgress<ModelProgress>
    {
        public System.Collections.Concurrent.ConcurrentBag<ModelProgress> All { get; } = [];

        public void Report(ModelProgress value)
        {
            All.Add(value);
            then?.Invoke(value);
        }
    }
}
