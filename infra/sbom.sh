#!/usr/bin/env bash
# Writes what each program is made of, as CycloneDX, into artifacts/sbom. What only builds it is left out.
set -euo pipefail

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
dotnet tool restore
for program in Coordinator Encoder Cli; do
    dotnet dotnet-CycloneDX "src/$program/$program.csproj" --base-intermediate-output-path artifacts/obj \
        --exclude-filter Microsoft.EntityFrameworkCore.Design,Microsoft.CodeAnalysis.BannedApiAnalyzers \
        --output artifacts/sbom --filename "${program,,}.json" --output-format Json \
        --set-name "Transcoder.$program" --set-version "$(dotnet msbuild "src/$program" -getProperty:Version)"
done
