#!/usr/bin/env bash
# Brings the official schemas that the build embeds, each as its publisher's package has it, and the validator that
# tests compare with. Run before a build; without it the build has no schemas, and the verdict is "not checked".
set -euo pipefail
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

# SPDX publishes no package. Of this one a single file is wanted and none of what it depends on; the digest says that
# the file is the one that was looked at.
spdx=@cyclonedx/cdxgen@12.8.4
sha256=873ff9d3177a0c12495fe585c5012f7bec0aa70aabed1f2f1e79f25bd95eb107
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack "$spdx" --pack-destination "$work" --loglevel=error > /dev/null
tar -xzf "$work"/*.tgz -C "$work" package/data/spdx-export.schema.json
echo "$sha256  $work/package/data/spdx-export.schema.json" | sha256sum --check --quiet
mv "$work/package/data/spdx-export.schema.json" node_modules/spdx-3.0.1.schema.json
