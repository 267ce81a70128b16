@echo off
rem Starts tqq; builds it first (dotnet decides what is out of date).
setlocal
set "root=%~dp0"
where dotnet >nul 2>nul || (echo tqq: the .NET 10 SDK is needed and 'dotnet' was not found: see https://dotnet.microsoft.com/download 1>&2 & exit /b 1)
set "verbosity=quiet"
if not exist "%root%artifacts\bin\Tqq.Cli\release\tqq.dll" (
    echo tqq: building for the first time; this takes some minutes, mostly for packages and compiling, and happens once: 1>&2
    set "verbosity=minimal"
)
pushd "%root%"
dotnet build src\Tqq.Cli -c Release -v %verbosity% --nologo 1>&2
if errorlevel 1 (popd & echo tqq: the build failed 1>&2 & exit /b 1)
popd
dotnet "%root%artifacts\bin\Tqq.Cli\release\tqq.dll" %*
exit /b %errorlevel%
