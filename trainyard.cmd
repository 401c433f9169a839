@echo off
rem Runs Trainyard from its sources: builds it at the first time, then starts it.
setlocal
set "TY_ROOT=%~dp0"
if not exist "%TY_ROOT%infra\distribution\target\trainyard\BUILT" (
  echo Building Trainyard, the first time only ^(about 3 minutes^) ... 1>&2
  pushd "%TY_ROOT%"
  call mvnw.cmd -q -B -Dquick -DskipTests package
  if errorlevel 1 (
    popd
    echo The build failed. 1>&2
    exit /b 1
  )
  popd
)
call "%TY_ROOT%infra\distribution\target\trainyard\bin\trainyard.cmd" %*
exit /b %errorlevel%
