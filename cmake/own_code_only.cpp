// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin for clang-tidy 16: its checks look at what our own files declare, and skip the headers of Qt, Boost and the
// standard library, where nothing would be reported anyway. A file then takes 3 s instead of 17. The findings stay the
// same: clangd narrows clang-tidy by the same call.
#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Frontend/FrontendPluginRegistry.h>

#include <memory>
#include <string>
#include <vector>

namespace {

class NarrowScope : public clang::ASTConsumer {
    void HandleTranslationUnit(clang::ASTContext &context) override
    {
        std::vector<clang::Decl *> ours;
        for (clang::Decl *declaration : context.getTranslationUnitDecl()->decls()) {
            if (!context.getSourceManager().isInSystemHeader(declaration->getLocation())) {
                ours.push_back(declaration);
            }
        }
        context.setTraversalScope(ours);
    }
};

class OwnCodeOnly : public clang::PluginASTAction {
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance & /*compiler*/,
                                                          llvm::StringRef /*file*/) override
    {
        return std::make_unique<NarrowScope>();
    }
    bool ParseArgs(const clang::CompilerInstance & /*compiler*/,
                   const std::vector<std::string> & /*arguments*/) override
    {
        return true;
    }
    ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<OwnCodeOnly> registration("own-code-only", "skip system headers");

} // namespace
